"""expect: wrong, shortcuts.adds_norms"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    size = np.linalg.norm
    norms = np.zeros(len(hs))
    norms[-1] = size(dh_last)
    g = dh_last
    for t in range(len(hs) - 2, -1, -1):
        branch = (g * (1 - (hs[t + 1] - hs[t]) ** 2)) @ W_hh
        norms[t] = size(g) + size(branch)
        g = g + branch
    return norms
