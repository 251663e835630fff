"""expect: wrong, spectrum.norm_is_the_radius"""
import numpy as np


def spectral_norm(W):
    return max(abs(np.linalg.eigvals(W)))
