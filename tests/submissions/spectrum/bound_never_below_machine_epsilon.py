"""expect: wrong, general.kept_from_zero; a floor at 2e-16 that nobody asked for"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    return max((gamma * np.linalg.norm(W_hh, 2)) ** steps, np.finfo(float).eps)
