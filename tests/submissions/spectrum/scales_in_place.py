"""expect: wrong, spectrum.scales_in_place"""
import numpy as np


def rescale_to_radius(W, radius):
    rho = np.abs(np.linalg.eigvals(W)).max()
    if rho == 0.0:
        raise ValueError("nothing to rescale")
    W /= rho
    W *= radius
    return W
