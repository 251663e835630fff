"""expect: wrong, initialisation.times_diagonal"""
import numpy as np


def orthogonal(n, rng):
    q, r = np.linalg.qr(rng.standard_normal((n, n)))
    return q @ np.diag(np.diag(r))
