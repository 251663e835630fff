"""expect: wrong, spectrum.bound_of_the_weakest_direction"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    _, S, _ = np.linalg.svd(W_hh)
    return (gamma * S[-1]) ** steps
