"""expect: wrong, initialisation.left_singular_vectors"""
import numpy as np


def orthogonal(n, rng):
    u, s, vt = np.linalg.svd(rng.normal(0, 1, (n, n)), full_matrices=False)
    return u
