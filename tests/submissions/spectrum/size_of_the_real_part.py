"""expect: wrong, spectrum.size_of_the_real_part"""
import numpy as np


def spectral_radius(W):
    w, _ = np.linalg.eig(W)
    return np.max(np.abs(np.real(w)))
