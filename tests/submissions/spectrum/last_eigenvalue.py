"""expect: wrong, spectrum.last_eigenvalue"""
import numpy as np


def spectral_radius(W):
    return np.absolute(np.linalg.eigvals(W))[-1]
