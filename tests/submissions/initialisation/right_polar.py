"""expect: right; the orthogonal factor of a polar decomposition is Haar-distributed, and unique"""
import numpy as np


def orthogonal(n, rng):
    u, _, vt = np.linalg.svd(rng.standard_normal((n, n)))
    return u @ vt
