"""expect: wrong, lstm.multiplies_what_is_lost"""
import numpy as np


def cell_gradient(f):
    back = np.cumprod(1 - f[::-1], axis=0)[::-1]
    return np.concatenate([back, np.ones((1, f.shape[1]))])
