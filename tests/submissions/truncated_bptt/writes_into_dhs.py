"""expect: wrong, truncated_bptt.writes_into_dhs"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    dh0 = np.zeros(len(W_hh))
    for t in range(len(xs) - 1, -1, -1):
        da = dhs[t] * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        if t == 0:
            dh0 = W_hh.T @ da
        elif t % window:
            dhs[t - 1] += W_hh.T @ da
    return dW_xh, dW_hh, db, dh0
