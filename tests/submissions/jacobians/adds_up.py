"""expect: wrong, jacobians.adds_up"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    total = np.zeros_like(W_hh)
    for t in range(start, stop):
        total += (1 - hs[t + 1] ** 2).reshape(-1, 1) * W_hh
    return total
