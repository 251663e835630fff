"""expect: wrong, spectrum.radius_is_the_norm"""
import numpy as np


def spectral_radius(W):
    return np.sqrt(np.linalg.eigvalsh(W.T @ W)[-1])
