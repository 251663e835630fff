"""expect: wrong, spectrum.left_singular_vectors"""
import numpy as np


def spectral_norm(W):
    U = np.linalg.svd(W)[0]
    return U
