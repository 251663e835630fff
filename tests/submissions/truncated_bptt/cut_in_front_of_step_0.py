"""expect: wrong, truncated_bptt.cut_in_front_of_step_0"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    carry = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        carry = W_hh.T @ da
        if t % window == 0:
            carry = np.zeros(len(W_hh))
    return dW_xh, dW_hh, db, carry
