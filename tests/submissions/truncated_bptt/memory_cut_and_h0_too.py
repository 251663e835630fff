"""expect: wrong, truncated_bptt.memory_cut_and_h0_too"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    H = len(W_hh)
    dW_xh, dW_hh, db, dh0 = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(H), np.zeros(H)
    for a in range(0, len(xs), window):
        b = min(a + window, len(xs))
        prev = np.vstack([np.zeros((1, H)), hs[a + 1 : b]])
        carry = np.zeros(H)
        for t in reversed(range(a, b)):
            da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
            dW_xh += np.outer(da, xs[t])
            dW_hh += np.outer(da, prev[t - a])
            db += da
            carry = W_hh.T @ da
        if a == 0:
            dh0 = carry
    return dW_xh, dW_hh, db, dh0
