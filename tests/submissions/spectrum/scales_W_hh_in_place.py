"""expect: wrong, spectrum.scales_W_hh_in_place"""
import numpy as np


def jacobian_bound(W_hh, gamma, steps):
    np.multiply(W_hh, gamma, out=W_hh)
    return np.linalg.svd(W_hh, compute_uv=False)[0] ** steps
