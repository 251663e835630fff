"""expect: wrong, shortcuts.norms_without_identity"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    T = hs.shape[0] - 1
    g = dh_last
    norms = [np.linalg.norm(g)]
    for t in range(T, 0, -1):
        f = hs[t] - hs[t - 1]
        J = np.diag(1 - f**2) @ W_hh
        g = J.T @ g
        norms.insert(0, np.linalg.norm(g))
    return np.array(norms)
