"""expect: wrong, jacobians.entrywise_with_the_diagonal"""
import numpy as np


def step_jacobian(h, W_hh):
    D = np.diag(1 - np.square(h))
    return D * W_hh
