"""expect: wrong, initialisation.from_a_cube"""
import numpy as np


def orthogonal(n, rng):
    q, r = np.linalg.qr(2 * rng.random((n, n)) - 1)
    d = np.diagonal(r)
    return q * (d / np.abs(d))
