"""expect: wrong, jacobians.slope_of_a_further_step"""
import numpy as np


def step_jacobian(h, W_hh):
    a = np.einsum("ij,j->i", W_hh, h)
    return np.einsum("i,ij->ij", 1 - np.tanh(a) ** 2, W_hh)
