"""expect: wrong, general.small_taken_for_zero; the walk stops when the norm is below 1e-9, and zeros are left for the early states"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    norms = np.zeros(len(hs))
    dh, t = dh_last, len(hs) - 1
    while np.linalg.norm(dh) > 1e-9:
        norms[t] = np.linalg.norm(dh)
        if t == 0:
            break
        dh = W_hh.T @ ((1 - hs[t] ** 2) * dh)
        t -= 1
    return norms
