"""expect: wrong, spectrum.frobenius_decides"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    return gamma * np.linalg.norm(W_hh) < 1
