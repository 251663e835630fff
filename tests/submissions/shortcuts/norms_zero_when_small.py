"""expect: wrong, general.small_taken_for_zero; norms below 1e-8 are called 0: off by less than 1e-8, and all of what was asked"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    g = dh_last
    norms = [np.linalg.norm(g)]
    for h, before in zip(hs[:0:-1], hs[-2::-1]):
        g = g + W_hh.T @ (g * (1 - (h - before) ** 2))
        norms.append(np.linalg.norm(g))
    norms = np.array(norms[::-1])
    return np.where(norms < 1e-8, 0.0, norms)
