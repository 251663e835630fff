"""expect: wrong, truncated_bptt.no_truncation"""
import numpy as np


def truncated_bptt(xs, hs, dhs, Wx, Wh, window):
    if window < 1:
        raise ValueError("window")
    gx, gh, gb = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros(Wh.shape[0])
    g = np.zeros(Wh.shape[0])
    T = xs.shape[0]
    n = -(-T // window)
    for k in range(n - 1, -1, -1):
        lo, hi = k * window, min(T, (k + 1) * window)
        for t in range(hi - 1, lo - 1, -1):
            da = (g + dhs[t]) * (1.0 - hs[t + 1] * hs[t + 1])
            gx += da[:, None] * xs[t]
            gh += da[:, None] * hs[t]
            gb += da
            g = da @ Wh
    return gx, gh, gb, g
