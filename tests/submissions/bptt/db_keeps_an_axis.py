"""expect: wrong, bptt.db_keeps_an_axis"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    das = np.zeros_like(dhs)
    dh = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        das[t] = (1 - hs[t + 1] ** 2) * (dh + dhs[t])
        dh = W_hh.T @ das[t]
    return das.T @ xs, das.T @ hs[:-1], np.sum(das, axis=0, keepdims=True), dh
