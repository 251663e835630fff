"""expect: wrong, truncated_bptt.overlapping_windows"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    H = len(W_hh)
    sums = [np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(H), np.zeros(H)]
    for stop in range(1, len(xs) + 1):
        start = max(0, stop - window)
        dh = np.zeros(H)
        for t in range(stop - 1, start - 1, -1):
            dh = dh + dhs[t]
            da = dh * (1 - hs[t + 1] ** 2)
            sums[0] += np.outer(da, xs[t])
            sums[1] += np.outer(da, hs[t])
            sums[2] += da
            dh = da @ W_hh
        if start == 0:
            sums[3] += dh
    return tuple(sums)
