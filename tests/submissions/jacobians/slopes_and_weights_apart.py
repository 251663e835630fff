"""expect: wrong, jacobians.slopes_and_weights_apart"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    d = np.ones(len(W_hh))
    M = np.eye(len(W_hh))
    for t in range(start, stop):
        d = d * (1 - hs[t + 1] ** 2)
        M = M @ W_hh
    return np.diag(d) @ M
