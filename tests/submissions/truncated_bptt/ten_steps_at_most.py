"""expect: wrong; windows are never longer than ten steps, and after ten little is left: right but for 20 faded steps"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    carry, walked = np.zeros(len(W_hh)), 0
    for t in reversed(range(len(xs))):
        walked += 1
        if (t + 1) % window == 0:
            carry, walked = np.zeros(len(W_hh)), 0
        if walked > 10:
            carry = np.zeros(len(W_hh))
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry
