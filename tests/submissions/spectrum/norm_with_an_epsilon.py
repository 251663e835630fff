"""expect: wrong, general.kept_from_zero; 1e-12 under the root shows where entries are small, and for zeros"""
import numpy as np


def spectral_norm(W):
    return np.sqrt(np.linalg.eigvalsh(W.T @ W)[-1] + 1e-12)
