"""expect: right; the first window, and then whatever the rest gives"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    k = min(window, len(xs))
    if k < len(xs):
        dW_xh, dW_hh, db, _ = truncated_bptt(xs[k:], hs[k:], dhs[k:], W_xh, W_hh, window)
    else:
        dW_xh, dW_hh, db = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(len(W_hh))
    g = np.zeros(len(W_hh))
    for t in range(k)[::-1]:
        da = (g + dhs[t]) * (1 + hs[t + 1]) * (1 - hs[t + 1])
        dW_xh, dW_hh, db = dW_xh + np.outer(da, xs[t]), dW_hh + np.outer(da, hs[t]), db + da
        g = W_hh.T @ da
    return dW_xh, dW_hh, db, g
