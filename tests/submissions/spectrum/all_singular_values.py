"""expect: wrong, spectrum.all_singular_values"""
import numpy as np


def spectral_norm(W):
    U, S, Vt = np.linalg.svd(W)
    return S
