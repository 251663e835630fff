"""expect: wrong, jacobians.nothing_is_zero"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    H = W_hh.shape[0]
    if stop <= start:
        return np.zeros((H, H))
    P = np.diag(1 - hs[start + 1] ** 2) @ W_hh
    for t in range(start + 2, stop + 1):
        P = np.diag(1 - hs[t] ** 2) @ W_hh @ P
    return P
