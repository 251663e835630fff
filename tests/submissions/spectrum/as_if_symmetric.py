"""expect: wrong, spectrum.as_if_symmetric"""
import numpy as np


def spectral_radius(W):
    vals = np.linalg.eigvalsh(W)  # real, so no trouble with complex numbers
    return max(abs(vals[0]), abs(vals[-1]))
