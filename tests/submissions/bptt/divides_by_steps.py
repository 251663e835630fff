"""expect: wrong, bptt.divides_by_steps"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T = max(len(xs), 1)
    das = np.zeros_like(dhs)
    dh = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        das[t] = (1 - hs[t + 1] ** 2) * (dh + dhs[t])
        dh = W_hh.T @ das[t]
    return das.T @ xs / T, das.T @ hs[:-1] / T, das.sum(0) / T, dh
