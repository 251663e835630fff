"""expect: wrong, spectrum.sum_of_singular_values"""
import numpy as np


def spectral_norm(W):
    return np.linalg.norm(W, ord="nuc")
