"""expect: wrong, general.small_taken_for_zero; a gradient below 1e-8 is taken for zero, which np.allclose would never notice"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = dhs.shape
    da = np.zeros((T + 1, H))
    for t in reversed(range(T)):
        da[t] = (dhs[t] + W_hh.T @ da[t + 1]) * (1 - hs[t + 1] ** 2)
        if np.linalg.norm(da[t]) < 1e-8:
            da[t] = 0.0
            break
    return da[:T].T @ xs, da[:T].T @ hs[:T], da.sum(axis=0), W_hh.T @ da[0]
