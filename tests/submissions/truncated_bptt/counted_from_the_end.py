"""expect: wrong, truncated_bptt.counted_from_the_end"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh = np.zeros_like(W_xh), np.zeros_like(W_hh)
    db, carry = np.zeros(W_hh.shape[0]), np.zeros(W_hh.shape[0])
    walked = 0
    for t in range(len(xs) - 1, -1, -1):
        if walked == window:
            carry = 0 * carry
            walked = 0
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        carry = W_hh.T @ da
        walked += 1
    return dW_xh, dW_hh, db, carry
