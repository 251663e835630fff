"""expect: wrong, initialisation.times_singular_values"""
import numpy as np


def orthogonal(n, rng):
    u, s, vt = np.linalg.svd(rng.standard_normal((n, n)))
    return u @ np.diag(s)
