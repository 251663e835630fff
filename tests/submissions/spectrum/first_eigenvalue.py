"""expect: wrong, spectrum.first_eigenvalue"""
import numpy as np


def spectral_radius(W):
    vals, vecs = np.linalg.eig(W)
    return abs(vals[0])
