"""expect: wrong, lstm.halves_value"""
import numpy as np


def init_forget_bias(b, value=1.0):
    i, f, g, o = np.split(b, 4)
    f = np.full(f.shape, 0.5 * value)
    return np.concatenate((i, f, g, o))
