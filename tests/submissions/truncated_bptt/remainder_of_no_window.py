"""expect: wrong, truncated_bptt.remainder_of_no_window"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    T = len(xs)
    das = np.zeros((T, len(W_hh)))
    dh0 = np.zeros(len(W_hh))
    for t in reversed(range(T)):
        if (t + 1) % window == 0:
            dh0 = np.zeros(len(W_hh))
        das[t] = (dhs[t] + dh0) * (1 - hs[t + 1] ** 2)
        dh0 = das[t] @ W_hh
    return das.T @ xs, das.T @ hs[:-1], das.sum(0), dh0
