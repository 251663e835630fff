"""expect: wrong, spectrum.the_number_itself"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    return np.linalg.norm(W_hh * gamma, 2)
