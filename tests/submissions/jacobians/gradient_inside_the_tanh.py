"""expect: wrong, jacobians.gradient_inside_the_tanh"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    norms = np.zeros(T + 1)
    delta = dh_last
    for t in range(T, 0, -1):
        delta = delta * (1 - hs[t] ** 2)
        norms[t] = np.linalg.norm(delta)
        delta = W_hh.T @ delta
    norms[0] = np.linalg.norm(delta)
    return norms
