"""expect: wrong, jacobians.transposed_product"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    G = np.identity(hs.shape[1])
    t = start + 1
    while t <= stop:
        G = G @ (W_hh.T * (1 - hs[t] ** 2))
        t += 1
    return G
