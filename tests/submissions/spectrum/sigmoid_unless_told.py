"""expect: wrong, spectrum.sigmoid_unless_told"""
import numpy as np


def must_vanish(W_hh, gamma=1 / 4):
    return np.linalg.norm(W_hh, 2) * gamma < 1
