"""expect: wrong, spectrum.radius_is_the_frobenius_norm"""
import numpy as np


def spectral_radius(W):
    return np.linalg.norm(W)
