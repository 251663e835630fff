"""expect: wrong, spectrum.only_ever_shrinks"""
import numpy as np


def rescale_to_radius(W, radius):
    rho = np.abs(np.linalg.eigvals(W)).max()
    if rho == 0:
        raise ValueError("radius is zero")
    if rho > radius:
        return W * (radius / rho)
    return W.copy()
