"""expect: wrong, lstm.sets_all"""
import numpy as np


def init_forget_bias(b, value=1.0):
    return value * np.ones(b.shape)
