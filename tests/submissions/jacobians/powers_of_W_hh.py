"""expect: wrong, jacobians.powers_of_W_hh"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh))
    n = stop - start
    while n > 0:
        P = W_hh @ P
        n -= 1
    return P
