"""expect: wrong; off by 5e-9 at most, which is no idea about matrices"""
import numpy as np


def spectral_radius(W):
    return round(float(np.abs(np.linalg.eigvals(W)).max()), 8)
