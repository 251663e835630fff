"""expect: wrong, spectrum.gamma_left_out"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    return bool((np.linalg.svd(W_hh)[1] < 1).all())
