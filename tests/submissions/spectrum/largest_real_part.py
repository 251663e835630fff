"""expect: wrong, spectrum.largest_real_part"""
import numpy as np


def spectral_radius(W):
    eigs = np.linalg.eigvals(W)
    return float(max(e.real for e in eigs))
