"""expect: wrong, jacobians.each_state_hears_the_end_only"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    norms = np.zeros(len(hs))
    norms[-1] = np.linalg.norm(dh_last)
    for t in range(len(hs) - 1):
        J = (1 - hs[t + 1] ** 2)[:, None] * W_hh
        norms[t] = np.linalg.norm(J.T @ dh_last)
    return norms
