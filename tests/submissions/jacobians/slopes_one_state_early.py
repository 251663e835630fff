"""expect: wrong, jacobians.slopes_one_state_early"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    result = np.eye(hs.shape[-1])
    for t in range(start, stop):
        result = np.diag(1 - hs[t] ** 2) @ W_hh @ result
    return result
