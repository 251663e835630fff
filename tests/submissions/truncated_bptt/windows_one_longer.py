"""expect: wrong, truncated_bptt.windows_one_longer"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    T = len(xs)
    dW_xh, dW_hh, db = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(len(W_hh))
    dh0 = np.zeros(len(W_hh))
    start = 0
    while start < T:
        end = min(start + window, T - 1)
        carry = np.zeros(len(W_hh))
        for t in range(end, start - 1, -1):
            da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
            dW_xh += np.outer(da, xs[t])
            dW_hh += np.outer(da, hs[t])
            db += da
            carry = W_hh.T @ da
        if start == 0:
            dh0 = carry
        start = end + 1
    return dW_xh, dW_hh, db, dh0
