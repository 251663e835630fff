"""expect: wrong, truncated_bptt.last_window_replaces"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh, db, carry = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh)), np.zeros(len(W_hh))
    for start in range(0, len(xs), window):
        dW_xh = np.zeros_like(W_xh)
        dW_hh = np.zeros_like(W_hh)
        db = np.zeros(len(W_hh))
        carry = np.zeros(len(W_hh))
        for t in range(min(start + window, len(xs)) - 1, start - 1, -1):
            da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
            dW_xh += np.outer(da, xs[t])
            dW_hh += np.outer(da, hs[t])
            db += da
            carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry
