"""expect: wrong, spectrum.ratio_upside_down"""
import numpy as np


def rescale_to_radius(W, radius):
    rho = max(abs(np.linalg.eigvals(W)))
    if rho == 0:
        raise ValueError
    return W / (radius / rho)
