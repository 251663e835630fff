"""expect: wrong, spectrum.norm_only_once"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    return np.linalg.svd(W_hh)[1].max() * gamma ** steps
