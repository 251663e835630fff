"""expect: wrong, general.small_taken_for_zero; early steps get nothing as soon as the sequence has more than twenty"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = dhs.shape
    da = np.zeros((T + 1, H))
    for t in reversed(range(max(T - 20, 0), T)):
        da[t] = (dhs[t] + W_hh.T @ da[t + 1]) * (1 - hs[t + 1] ** 2)
    return da[:T].T @ xs, da[:T].T @ hs[:T], da.sum(axis=0), W_hh.T @ da[0]
