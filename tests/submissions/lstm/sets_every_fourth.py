"""expect: wrong, lstm.sets_every_fourth"""
import numpy as np


def init_forget_bias(b, value=1.0):
    grid = b.copy().reshape(-1, 4)
    grid[:, 1] = value
    return grid.flatten()
