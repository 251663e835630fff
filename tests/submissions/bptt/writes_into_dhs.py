"""expect: wrong, bptt.writes_into_dhs"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T = len(xs)
    db = np.zeros(len(W_hh))
    dW_xh, dW_hh = np.zeros_like(W_xh), np.zeros_like(W_hh)
    dh0 = np.zeros(len(W_hh))
    for t in reversed(range(T)):
        da = dhs[t] * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        if t > 0:
            dhs[t - 1] += W_hh.T @ da
        else:
            dh0 = W_hh.T @ da
    return dW_xh, dW_hh, db, dh0
