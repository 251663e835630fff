"""expect: wrong, spectrum.weakest_direction_decides"""
import numpy as np


def must_vanish(W_hh, gamma=1.0):
    S = np.linalg.svd(W_hh, compute_uv=False)
    return any(gamma * s < 1 for s in S)
