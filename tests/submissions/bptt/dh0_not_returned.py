"""expect: wrong, bptt.dh0_not_returned"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = dhs.shape
    da = np.zeros((T + 1, H))
    for t in reversed(range(T)):
        da[t] = (dhs[t] + da[t + 1] @ W_hh) * (1 - hs[t + 1] ** 2)
    return da[:T].T @ xs, da[:T].T @ hs[:T], da.sum(axis=0)
