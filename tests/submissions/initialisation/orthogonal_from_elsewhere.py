"""expect: wrong, initialisation.orthogonal_from_elsewhere"""
import numpy as np


def orthogonal(n, rng):
    q, r = np.linalg.qr(np.random.randn(n, n))
    return q * np.sign(np.diag(r))
