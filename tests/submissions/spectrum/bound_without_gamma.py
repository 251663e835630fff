"""expect: wrong, spectrum.bound_without_gamma"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    sigma = np.linalg.norm(W_hh, ord=2)
    bound = 1.0
    for _ in range(steps):
        bound *= sigma
    return bound
