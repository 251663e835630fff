"""expect: wrong, jacobians.same_slopes_as_at_the_end"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    J = np.diag(1 - hs[stop] ** 2) @ W_hh
    P = np.eye(len(W_hh))
    for _ in range(stop - start):
        P = J @ P
    return P
