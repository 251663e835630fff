"""expect: wrong, truncated_bptt.one_loss_per_window"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    T, H = len(xs), len(W_hh)
    dW_xh, dW_hh, db, dh = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(H), np.zeros(H)
    for lo in reversed(range(0, T, window)):
        hi = min(T, lo + window)
        dh = dhs[hi - 1]
        for t in reversed(range(lo, hi)):
            da = dh * (1 - hs[t + 1] ** 2)
            dW_xh += np.outer(da, xs[t])
            dW_hh += np.outer(da, hs[t])
            db += da
            dh = W_hh.T @ da
    return dW_xh, dW_hh, db, dh
