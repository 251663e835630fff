"""expect: wrong, jacobians.pushes_forward"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    out = np.empty(len(hs))
    g = np.array(dh_last)
    out[-1] = np.sqrt(np.sum(g ** 2))
    for t in range(len(hs) - 2, -1, -1):
        J = np.diag(1 - hs[t + 1] ** 2) @ W_hh
        g = J @ g
        out[t] = np.sqrt(np.sum(g ** 2))
    return out
