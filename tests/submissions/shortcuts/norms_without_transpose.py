"""expect: wrong, shortcuts.norms_without_transpose"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    norms = np.zeros(T + 1)
    norms[T] = np.linalg.norm(dh_last)
    g = dh_last
    for t in range(T - 1, -1, -1):
        da = g * (1 - (hs[t + 1] - hs[t]) ** 2)
        g = g + np.dot(W_hh, da)
        norms[t] = np.linalg.norm(g)
    return norms
