"""expect: wrong, jacobians.last_factor_only"""
import numpy as np


def step(h, W):
    return np.diag(1 - h ** 2) @ W


def jacobian_product(hs, W_hh, start, stop):
    J = np.eye(len(W_hh))
    for t in range(start, stop):
        J = step(hs[t + 1], W_hh) @ np.eye(len(W_hh))
    return J
