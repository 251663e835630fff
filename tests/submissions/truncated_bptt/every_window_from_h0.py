"""expect: wrong, truncated_bptt.every_window_from_h0"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    h0 = hs[0]
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    carry = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        if t % window == window - 1:
            carry = np.zeros(len(W_hh))
        before = h0 if t % window == 0 else hs[t]
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, before)
        db += da
        carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry
