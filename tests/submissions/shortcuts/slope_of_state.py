"""expect: wrong, shortcuts.slope_of_state"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    n, H = hs.shape
    norms = np.zeros(n)
    g = dh_last.copy()
    norms[-1] = np.sqrt(np.sum(g**2))
    for t in range(n - 2, -1, -1):
        J = np.eye(H) + np.diag(1 - hs[t + 1] * hs[t + 1]) @ W_hh
        g = g @ J
        norms[t] = np.sqrt(np.sum(g**2))
    return norms
