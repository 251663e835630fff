"""expect: wrong, truncated_bptt.memory_cut_too"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    dh0 = np.zeros(len(W_hh))
    for a in range(0, len(xs), window):
        x, h, d = xs[a : a + window], hs[a : a + window + 1].copy(), dhs[a : a + window]
        if a > 0:
            h[0] = 0  # a fresh start
        carry = np.zeros(len(W_hh))
        for t in reversed(range(len(x))):
            da = (d[t] + carry) * (1 - h[t + 1] ** 2)
            dW_xh += np.outer(da, x[t])
            dW_hh += np.outer(da, h[t])
            db += da
            carry = W_hh.T @ da
        if a == 0:
            dh0 = carry
    return dW_xh, dW_hh, db, dh0
