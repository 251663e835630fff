"""expect: right; works in dhs and puts it back exactly"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    saved = dhs.copy()
    dh0 = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        dhs[t] *= 1 - hs[t + 1] ** 2
        if t:
            dhs[t - 1] += W_hh.T @ dhs[t]
        else:
            dh0 = W_hh.T @ dhs[0]
    out = dhs.T @ xs, dhs.T @ hs[:-1], dhs.sum(axis=0), dh0
    dhs[...] = saved
    return out
