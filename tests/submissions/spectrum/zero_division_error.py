"""expect: wrong, spectrum.zero_division_error"""
import numpy as np


def spectral_radius(W):
    return max(float(abs(e)) for e in np.linalg.eigvals(W))


def rescale_to_radius(W, radius):
    factor = float(radius) / spectral_radius(W)
    return factor * W
