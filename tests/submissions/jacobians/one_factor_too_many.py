"""expect: wrong, jacobians.one_factor_too_many"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh))
    for t in range(stop, start - 1, -1):
        P = P.dot(np.diag(1 - hs[t] ** 2).dot(W_hh))
    return P
