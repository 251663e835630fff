"""expect: wrong, shortcuts.norms_without_first"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    norms = np.zeros(T)
    g = dh_last
    for t in reversed(range(T)):
        norms[t] = np.linalg.norm(g)
        g = g + W_hh.T @ (g * (1 - (hs[t + 1] - hs[t]) ** 2))
    return norms
