"""expect: wrong, jacobians.without_the_last_factor"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh))
    for t in range(start + 1, stop):
        D = np.diag(1.0 - hs[t] * hs[t])
        P = D @ (W_hh @ P)
    return P
