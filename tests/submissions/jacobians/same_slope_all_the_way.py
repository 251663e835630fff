"""expect: wrong, jacobians.same_slope_all_the_way"""
import numpy as np


def gradient_norms(hs, W_hh, dh_last):
    J = np.diag(1 - hs[-1] ** 2) @ W_hh
    T = len(hs) - 1
    return np.array([np.linalg.norm(dh_last @ np.linalg.matrix_power(J, T - t)) for t in range(T + 1)])
