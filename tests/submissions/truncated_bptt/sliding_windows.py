"""expect: wrong, truncated_bptt.sliding_windows"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    T = len(xs)
    dW_xh, dW_hh, db, dh0 = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh)), np.zeros(len(W_hh))
    for s in range(T):  # one loss at a time
        dh = dhs[s]
        for t in range(s, max(s - window, -1), -1):
            da = dh * (1 - hs[t + 1] ** 2)
            dW_xh += np.outer(da, xs[t])
            dW_hh += np.outer(da, hs[t])
            db += da
            dh = W_hh.T @ da
            if t == 0:
                dh0 += dh
    return dW_xh, dW_hh, db, dh0
