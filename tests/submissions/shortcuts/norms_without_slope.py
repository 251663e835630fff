"""expect: wrong, shortcuts.norms_without_slope"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    J = np.eye(len(W_hh)) + W_hh
    g = dh_last
    norms = [np.linalg.norm(g)]
    for _ in range(len(hs) - 1):
        g = J.T @ g
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])
