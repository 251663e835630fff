"""expect: wrong, spectrum.bound_of_frobenius"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    return np.linalg.norm(gamma * W_hh) ** steps
