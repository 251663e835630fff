"""expect: wrong, truncated_bptt.cut_at_every_step"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window <= 0:
        raise ValueError("window must be positive")
    dWx, dWh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    dh_next = np.zeros(len(W_hh))
    T = len(xs)
    start = ((T - 1) // window) * window
    while start >= 0:
        for t in range(min(T, start + window) - 1, start - 1, -1):
            dh_next = np.zeros(len(W_hh))  # detach
            da = (1 - hs[t + 1] ** 2) * (dhs[t] + dh_next)
            dWx += np.outer(da, xs[t]); dWh += np.outer(da, hs[t]); db += da
            dh_next = W_hh.T.dot(da)
        start -= window
    return dWx, dWh, db, dh_next
