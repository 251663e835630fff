"""expect: wrong, spectrum.squared_singular_value"""
import numpy as np


def spectral_norm(W):
    return np.linalg.eigvalsh(W.T @ W).max()
