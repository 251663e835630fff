"""expect: wrong, initialisation.from_positive_entries"""
import numpy as np


def orthogonal(n, rng):
    a = rng.random((n, n))
    q = np.zeros((n, n))
    for k in range(n):
        v = a[:, k].copy()
        for j in range(k):
            v -= (q[:, j] @ v) * q[:, j]
        q[:, k] = v / np.linalg.norm(v)
    return q
