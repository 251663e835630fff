"""expect: wrong, spectrum.shifted_eigenvalues"""
import numpy as np


def rescale_to_radius(W, radius):
    out = W.copy()
    gap = radius - np.abs(np.linalg.eigvals(W)).max()
    for i in range(len(W)):
        out[i, i] += gap
    return out
