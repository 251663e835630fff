"""expect: wrong, spectrum.divided_by_its_own"""
import numpy as np


def rescale_to_radius(W, radius):
    rho = np.max(np.abs(np.linalg.eigvals(W)))
    if rho == 0:
        raise ValueError("cannot rescale")
    return W / rho
