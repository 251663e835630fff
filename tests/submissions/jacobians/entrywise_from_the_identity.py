"""expect: wrong, jacobians.entrywise_from_the_identity"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh))
    for t in range(start + 1, stop + 1):
        P = (np.diag(1 - hs[t] ** 2) @ W_hh) * P
    return P
