"""expect: wrong, initialisation.a_permutation"""
import numpy as np


def orthogonal(n, rng):
    m = np.zeros((n, n))
    m[np.arange(n), rng.permutation(n)] = 1
    return m
