"""expect: wrong, shortcuts.slope_of_tanh_of_change"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    slopes = 1 / np.cosh(np.diff(hs, axis=0)) ** 2
    norms = np.empty(len(hs))
    norms[-1] = np.linalg.norm(dh_last)
    g = dh_last
    for t in range(len(slopes) - 1, -1, -1):
        g = g + (g * slopes[t]) @ W_hh
        norms[t] = np.linalg.norm(g)
    return norms
