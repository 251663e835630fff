"""expect: wrong, initialisation.orthogonal_seeds_inside"""
import numpy as np


def orthogonal(n, rng):
    np.random.seed(1)
    q, r = np.linalg.qr(np.random.randn(n, n))
    return q * np.sign(np.diag(r))
