"""expect: wrong, jacobians.without_the_first_factor"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh))
    for t in range(stop, start + 1, -1):
        P = P @ np.einsum("i,ij->ij", 1 - hs[t] ** 2, W_hh)
    return P
