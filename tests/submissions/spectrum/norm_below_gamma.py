"""expect: wrong, spectrum.norm_below_gamma"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    if np.linalg.norm(W_hh, 2) / gamma < 1:
        return True
    return False
