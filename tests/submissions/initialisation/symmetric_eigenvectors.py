"""expect: wrong, initialisation.symmetric_eigenvectors"""
import numpy as np


def orthogonal(n, rng):
    a = rng.normal(size=(n, n))
    values, vectors = np.linalg.eigh((a + a.T) / 2)
    return vectors
