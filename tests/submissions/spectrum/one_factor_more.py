"""expect: wrong, spectrum.one_factor_more"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    sigma = np.linalg.norm(W_hh, 2)
    bound = gamma * sigma
    for _ in range(steps):
        bound = bound * gamma * sigma
    return bound
