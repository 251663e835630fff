"""expect: wrong, spectrum.largest_row_sum"""
import numpy as np


def spectral_norm(W):
    return np.abs(W).sum(axis=1).max()
