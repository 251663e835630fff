"""expect: wrong, general.small_taken_for_zero; below 1e-8 it is called 0, which shows for small entries only"""
import numpy as np


def spectral_radius(W):
    rho = np.abs(np.linalg.eigvals(W)).max()
    return 0.0 if rho < 1e-8 else rho
