"""expect: wrong, jacobians.product_of_frobenius_norms"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    norms = np.zeros(T + 1)
    norms[T] = np.linalg.norm(dh_last)
    for t in reversed(range(T)):
        J = (1 - hs[t + 1] ** 2)[:, None] * W_hh
        norms[t] = norms[t + 1] * np.linalg.norm(J)
    return norms
