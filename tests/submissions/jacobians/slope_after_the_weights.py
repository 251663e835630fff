"""expect: wrong, jacobians.slope_after_the_weights"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    norms = np.zeros(len(hs))
    grad = dh_last.copy()
    for t in range(len(hs) - 1, 0, -1):
        norms[t] = np.linalg.norm(grad)
        grad = (W_hh.T @ grad) * (1 - hs[t] ** 2)
    norms[0] = np.linalg.norm(grad)
    return norms
