"""expect: wrong, truncated_bptt.windows_one_shorter"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    T, k = len(xs), max(1, window - 1)
    total = [np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))]
    first = np.zeros(len(W_hh))
    for begin in range(0, T, k):
        e = np.zeros(len(W_hh))
        for t in reversed(range(begin, min(begin + k, T))):
            e = (e + dhs[t]) * (1 - hs[t + 1] ** 2)
            total[0] += np.outer(e, xs[t])
            total[1] += np.outer(e, hs[t])
            total[2] += e
            e = e @ W_hh
        if begin == 0:
            first = e
    return (*total, first)
