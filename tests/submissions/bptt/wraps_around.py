"""expect: wrong, bptt.wraps_around"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T = len(xs)
    das = np.zeros_like(dhs)
    dh = np.zeros(len(W_hh))
    for t in reversed(range(T)):
        das[t] = (1 - hs[t + 1] ** 2) * (dh + dhs[t])
        dh = das[t] @ W_hh
    dW_hh = sum((np.outer(das[t], hs[t - 1]) for t in range(T)), np.zeros(W_hh.shape))
    return das.T @ xs, dW_hh, das.sum(axis=0), dh
