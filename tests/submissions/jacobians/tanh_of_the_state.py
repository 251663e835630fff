"""expect: wrong, jacobians.tanh_of_the_state"""
import numpy as np


def dtanh(z):
    return 1 / np.cosh(z) ** 2


def step_jacobian(h, W_hh):
    return np.diag(dtanh(h)) @ W_hh
