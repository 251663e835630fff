"""expect: wrong, spectrum.smallest_eigenvalue"""
import numpy as np


def spectral_radius(W):
    sizes = sorted(abs(e) for e in np.linalg.eigvals(W))
    return sizes[0]
