"""expect: wrong, bptt.transposed_weights"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    das = np.zeros_like(dhs)
    dh = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        das[t] = (1 - hs[t + 1] ** 2) * (dh + dhs[t])
        dh = W_hh.T @ das[t]
    return xs.T @ das, hs[:-1].T @ das, das.sum(axis=0), dh
