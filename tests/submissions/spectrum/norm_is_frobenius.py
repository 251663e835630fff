"""expect: wrong, spectrum.norm_is_frobenius"""
import numpy as np


def spectral_norm(W):
    return np.sqrt(np.sum(W ** 2))
