"""expect: right; split and joined"""
import numpy as np


def init_forget_bias(b, value=1.0):
    i, f, g, o = np.split(b, 4)
    f = np.full(f.shape, float(value))
    return np.concatenate((i, f, g, o))
