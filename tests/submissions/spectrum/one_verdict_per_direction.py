"""expect: wrong, spectrum.one_verdict_per_direction"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    _, S, _ = np.linalg.svd(W_hh)
    return S < 1 / gamma
