"""expect: right; every loss walks back to the start of its own window"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh, db, dh0 = 0 * W_xh, 0 * W_hh, 0 * W_hh[0], 0 * W_hh[0]
    for s in range(len(xs)):
        g = dhs[s]
        for t in range(s, s - s % window - 1, -1):
            g = g * (1 - hs[t + 1] ** 2)
            dW_xh += np.outer(g, xs[t])
            dW_hh += np.outer(g, hs[t])
            db += g
            g = W_hh.T @ g
        if s < window:
            dh0 += g
    return dW_xh, dW_hh, db, dh0
