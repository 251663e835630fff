"""expect: wrong, spectrum.squared_radius"""
import numpy as np


def spectral_radius(W):
    e = np.linalg.eigvals(W)
    return np.max(e.real ** 2 + e.imag ** 2)
