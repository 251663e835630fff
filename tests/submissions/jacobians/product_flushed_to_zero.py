"""expect: wrong, general.small_taken_for_zero; what is below 1e-12 is called noise, which shows after 40 steps only"""
import numpy as np


def jacobian_product(hs, W_hh, start, stop):
    P = np.eye(len(W_hh))
    for t in range(start + 1, stop + 1):
        P = np.diag(1 - hs[t] ** 2) @ W_hh @ P
        P[np.abs(P) < 1e-12] = 0.0
    return P
