"""expect: wrong, general.kept_from_zero; adding 1e-12 under the root keeps a division safe that nobody makes"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    norms = np.zeros(len(hs))
    dh = dh_last
    norms[-1] = np.sqrt(np.sum(dh ** 2) + 1e-12)
    for t in range(len(hs) - 1, 0, -1):
        dh = W_hh.T @ ((1 - hs[t] ** 2) * dh)
        norms[t - 1] = np.sqrt(np.sum(dh ** 2) + 1e-12)
    return norms
