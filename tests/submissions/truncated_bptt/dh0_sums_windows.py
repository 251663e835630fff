"""expect: wrong, truncated_bptt.dh0_sums_windows"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    grads = [np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh)), np.zeros(len(W_hh))]
    for start in range(0, len(xs), window):
        dh = np.zeros(len(W_hh))
        for t in range(start, min(start + window, len(xs)))[::-1]:
            dh = dh + dhs[t]
            da = dh - dh * hs[t + 1] ** 2
            for g, piece in zip(grads, (np.outer(da, xs[t]), np.outer(da, hs[t]), da)):
                g += piece
            dh = da @ W_hh
        grads[3] += dh
    return grads
