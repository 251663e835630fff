"""expect: wrong, general.other_shape; shape (steps + 1, 1) is not (steps + 1,)"""
import numpy as np


def transient_growth(W, steps):
    return np.array([[np.linalg.norm(np.linalg.matrix_power(W, k), 2)] for k in range(steps + 1)])
