"""expect: wrong, jacobians.relative_norms"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    dh = dh_last / np.linalg.norm(dh_last)
    norms = np.ones(len(hs))
    for t in range(len(hs) - 1, 0, -1):
        dh = (dh * (1 - hs[t] ** 2)) @ W_hh
        norms[t - 1] = np.linalg.norm(dh)
    return norms
