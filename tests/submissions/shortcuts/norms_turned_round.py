"""expect: wrong, shortcuts.norms_turned_round"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    g = dh_last
    norms = [np.linalg.norm(g)]
    for t in reversed(range(len(hs) - 1)):
        g = g + W_hh.T @ (g * (1 - (hs[t + 1] - hs[t]) ** 2))
        norms.append(np.linalg.norm(g))
    return np.array(norms)
