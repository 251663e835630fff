"""expect: wrong, spectrum.absolute_values_of_a_symmetric_matrix"""
import numpy as np


def spectral_norm(W):
    w, v = np.linalg.eigh(W)
    return np.max(np.abs(w))
