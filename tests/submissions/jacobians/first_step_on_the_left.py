"""expect: wrong, jacobians.first_step_on_the_left"""
import numpy as np


def step_jacobian(h, W_hh):
    return np.diag(1 - h ** 2) @ W_hh


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(W_hh.shape[0])
    for t in range(start + 1, stop + 1):
        P = P @ step_jacobian(hs[t], W_hh)
    return P
