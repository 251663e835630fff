"""expect: wrong, spectrum.determinant_decides"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    n = len(W_hh)
    return abs(np.linalg.det(W_hh)) * gamma ** n < 1
