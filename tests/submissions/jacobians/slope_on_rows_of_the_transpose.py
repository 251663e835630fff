"""expect: wrong, jacobians.slope_on_rows_of_the_transpose"""
import numpy as np


def step_jacobian(h, W_hh):
    D = np.zeros_like(W_hh)
    np.fill_diagonal(D, 1 - h ** 2)
    return np.dot(D, W_hh.transpose())
