"""expect: wrong, spectrum.scaled_by_a_real_part"""
import numpy as np


def rescale_to_radius(W, radius):
    lam = np.linalg.eigvals(W).real.max()
    return W * radius / lam
