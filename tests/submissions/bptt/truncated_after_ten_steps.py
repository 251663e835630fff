"""expect: wrong, general.small_taken_for_zero; the carry ends after ten steps: truncated BPTT, which is another exercise"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = dhs.shape
    dW_xh, dW_hh, db, dh0 = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(H), np.zeros(H)
    for s in range(T):
        g = dhs[s]
        for t in range(s, max(s - 10, -1), -1):
            g = g * (1 - hs[t + 1] ** 2)
            dW_xh += np.outer(g, xs[t])
            dW_hh += np.outer(g, hs[t])
            db += g
            g = W_hh.T @ g
            if t == 0:
                dh0 += g
    return dW_xh, dW_hh, db, dh0
