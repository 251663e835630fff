"""expect: wrong, truncated_bptt.carry_skips_tanh"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    dh = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        dh = dhs[t] + (0 if (t + 1) % window == 0 else dh)
        da = dh * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        dh = W_hh.T @ dh
    return dW_xh, dW_hh, db, dh
