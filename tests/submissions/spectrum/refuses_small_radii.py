"""expect: wrong, spectrum.refuses_small_radii"""
import numpy as np


def rescale_to_radius(W, radius):
    rho = np.abs(np.linalg.eigvals(W)).max()
    if np.isclose(rho, 0):
        raise ValueError("radius is 0")
    return W * radius / rho
