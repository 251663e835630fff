"""expect: wrong, spectrum.eigenvectors_instead"""
import numpy as np


def spectral_radius(W):
    _, lam = np.linalg.eig(W)
    return np.abs(lam).max()
