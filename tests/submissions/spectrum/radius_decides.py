"""expect: wrong, spectrum.radius_decides"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    lambda_1 = np.max(np.abs(np.linalg.eigvals(W_hh)))
    return lambda_1 < 1 / gamma
