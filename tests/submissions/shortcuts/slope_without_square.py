"""expect: wrong, shortcuts.slope_without_square"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    dh = dh_last
    norms = {len(hs) - 1: np.linalg.norm(dh)}
    for t in reversed(range(len(hs) - 1)):
        u = hs[t + 1] - hs[t]
        dh = dh + W_hh.T @ ((1 - u) * dh)
        norms[t] = np.linalg.norm(dh)
    return np.array([norms[t] for t in range(len(hs))])
