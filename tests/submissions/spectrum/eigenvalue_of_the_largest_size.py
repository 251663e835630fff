"""expect: wrong, spectrum.eigenvalue_of_the_largest_size"""
import numpy as np


def spectral_radius(W):
    return max(np.linalg.eigvals(W), key=abs)
