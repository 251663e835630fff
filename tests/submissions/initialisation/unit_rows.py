"""expect: wrong, initialisation.unit_rows"""
import numpy as np


def orthogonal(n, rng):
    m = rng.standard_normal((n, n))
    for i in range(n):
        m[i] /= np.linalg.norm(m[i])
    return m
