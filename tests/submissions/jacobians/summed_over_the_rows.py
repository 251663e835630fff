"""expect: wrong, jacobians.summed_over_the_rows"""
import numpy as np


def step_jacobian(h, W_hh):
    dtanh = 1 - h ** 2
    return np.dot(dtanh, W_hh)
