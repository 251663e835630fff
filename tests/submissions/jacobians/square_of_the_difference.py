"""expect: wrong, jacobians.square_of_the_difference"""
import numpy as np


def step_jacobian(h, W_hh):
    return np.diag((1 - h) ** 2).dot(W_hh)
