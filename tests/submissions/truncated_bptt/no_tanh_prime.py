"""expect: wrong, truncated_bptt.no_tanh_prime"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    d = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        d = dhs[t] if (t + 1) % window == 0 else dhs[t] + d
        dW_xh += np.outer(d, xs[t])
        dW_hh += np.outer(d, hs[t])
        db += d
        d = W_hh.T @ d
    return dW_xh, dW_hh, db, d
