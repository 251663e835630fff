"""expect: wrong, spectrum.divides_by_zero"""
import numpy as np


def rescale_to_radius(W, radius):
    rho = np.max(np.abs(np.linalg.eigvals(W)))
    return W * (radius / rho)
