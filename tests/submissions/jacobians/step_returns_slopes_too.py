"""expect: wrong; a pair (slopes, weights) is no matrix"""
import numpy as np


def step_jacobian(h, W_hh):
    return np.diag(1 - h ** 2), W_hh
