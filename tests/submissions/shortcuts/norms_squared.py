"""expect: wrong, shortcuts.norms_squared"""
import numpy as np


def residual_gradient_norms(hs, W_hh, dh_last):
    dhs = np.zeros(hs.shape)
    dhs[-1] = dh_last
    for t in range(len(hs) - 1, 0, -1):
        dhs[t - 1] = dhs[t] + W_hh.T @ (dhs[t] * (1 - (hs[t] - hs[t - 1]) ** 2))
    return np.sum(dhs**2, axis=1)
