"""expect: wrong, jacobians.back_without_transpose"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    T = len(hs) - 1
    dh = dh_last
    norms = [np.linalg.norm(dh)]
    for t in range(T, 0, -1):
        da = dh * (1 - hs[t] ** 2)
        dh = W_hh @ da
        norms.insert(0, np.linalg.norm(dh))
    return np.array(norms)
