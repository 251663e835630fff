"""expect: wrong, jacobians.starts_from_zeros"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    H = len(W_hh)
    P = np.zeros((H, H))
    for t in range(start + 1, stop + 1):
        P = np.diag(1 - hs[t] ** 2) @ W_hh @ P
    return P
