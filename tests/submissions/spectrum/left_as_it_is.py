"""expect: wrong, spectrum.left_as_it_is"""
import numpy as np


def rescale_to_radius(W, radius):
    rho = np.abs(np.linalg.eigvals(W)).max()
    if rho == 0:
        return W
    return W * radius / rho
