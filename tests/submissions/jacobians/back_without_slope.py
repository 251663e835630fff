"""expect: wrong, jacobians.back_without_slope"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    T = hs.shape[0] - 1
    rows = [np.linalg.matrix_power(W_hh.T, T - t) @ dh_last for t in range(T + 1)]
    return np.linalg.norm(rows, axis=1)
