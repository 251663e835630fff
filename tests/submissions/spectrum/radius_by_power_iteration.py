"""expect: wrong; a hundred rounds stop short of nine digits, and a complex pair never settles"""
import numpy as np


def spectral_radius(W):
    v = np.ones(len(W))
    size = 0.0
    for _ in range(100):
        v = W @ v
        size = np.linalg.norm(v)
        if size == 0:
            return 0.0
        v = v / size
    return size
