"""expect: wrong, bptt.tanh_of_state"""
import numpy as np


def tanh_derivative(z):
    return 1 - np.tanh(z) ** 2


def bptt(xs, hs, dhs, W_xh, W_hh):
    slopes = tanh_derivative(hs[1:])
    da, rows = np.zeros(len(W_hh)), []
    for t in reversed(range(len(xs))):
        da = (dhs[t] + W_hh.T @ da) * slopes[t]
        rows.append(da)
    rows = np.array(rows[::-1]).reshape(-1, len(W_hh))
    return np.tensordot(rows, xs, (0, 0)), np.tensordot(rows, hs[:-1], (0, 0)), rows.sum(0), W_hh.T @ da
