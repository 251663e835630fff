"""expect: wrong, jacobians.largest_entries"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    dh = dh_last
    norms = np.zeros(len(hs))
    norms[-1] = max(abs(dh))
    for t in range(len(hs) - 1, 0, -1):
        dh = W_hh.T @ ((1 - hs[t] ** 2) * dh)
        norms[t - 1] = max(abs(dh))
    return norms
