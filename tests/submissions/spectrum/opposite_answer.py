"""expect: wrong, spectrum.opposite_answer"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    return np.linalg.norm(W_hh, 2) > 1 / gamma
