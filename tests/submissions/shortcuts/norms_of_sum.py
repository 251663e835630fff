"""expect: wrong, shortcuts.norms_of_sum"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    g = dh_last
    norms = [np.abs(g).sum()]
    for h, before in zip(hs[:0:-1], hs[-2::-1]):
        g = g + W_hh.T @ (g * (1 - (h - before) ** 2))
        norms.append(np.abs(g).sum())
    return np.array(norms[::-1])
