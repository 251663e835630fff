"""expect: wrong, spectrum.eigenvalue_without_its_size"""
import numpy as np


def spectral_radius(W):
    vals, vecs = np.linalg.eig(W)
    return max(vals, key=lambda z: (z.real, z.imag))
