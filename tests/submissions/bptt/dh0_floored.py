"""expect: wrong, general.kept_from_zero; an epsilon of 1e-16 keeps the gradient from vanishing"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = dhs.shape
    da = np.zeros((T + 1, H))
    for t in reversed(range(T)):
        da[t] = (dhs[t] + W_hh.T @ da[t + 1]) * (1 - hs[t + 1] ** 2 + 1e-16)
    return da[:T].T @ xs, da[:T].T @ hs[:T], da.sum(axis=0), W_hh.T @ da[0] + 1e-16
