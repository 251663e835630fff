"""expect: wrong, lstm.adds_gates"""
import numpy as np


def cell_gradient(forget_gates):
    sums = np.cumsum(forget_gates[::-1], axis=0)[::-1]
    return np.vstack([sums, np.ones(forget_gates.shape[1])])
