"""expect: wrong, shortcuts.norms_without_last"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    norms = np.zeros(T)
    g = dh_last
    for t in reversed(range(T)):
        g = g + W_hh.T @ (g * (1 - (hs[t + 1] - hs[t]) ** 2))
        norms[t] = np.linalg.norm(g)
    return norms
