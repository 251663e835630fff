"""expect: wrong, jacobians.without_the_initial_state"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    norms = np.zeros(T)
    dh = dh_last
    for t in reversed(range(T)):
        norms[t] = np.linalg.norm(dh)
        dh = W_hh.T @ ((1 - hs[t + 1] ** 2) * dh)
    return norms
