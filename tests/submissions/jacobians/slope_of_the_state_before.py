"""expect: wrong, jacobians.slope_of_the_state_before"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    norms = np.zeros(T + 1)
    norms[T] = np.linalg.norm(dh_last)
    dh = dh_last
    for t in reversed(range(T)):
        dh = W_hh.T @ (dh * (1 - hs[t] ** 2))
        norms[t] = np.linalg.norm(dh)
    return norms
