"""expect: wrong, spectrum.smallest_singular_value"""
import numpy as np


def spectral_norm(W):
    U, S, Vt = np.linalg.svd(W)
    return S[-1]
