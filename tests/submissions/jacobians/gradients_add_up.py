"""expect: wrong, jacobians.gradients_add_up"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    n = len(hs)
    norms = np.zeros(n)
    dh = dh_last.copy()
    norms[n - 1] = np.linalg.norm(dh)
    for t in range(n - 2, -1, -1):
        dh += ((1 - hs[t + 1] ** 2) * dh) @ W_hh
        norms[t] = np.linalg.norm(dh)
    return norms
