"""expect: wrong, truncated_bptt.full_windows_only"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh, db = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(len(W_hh))
    dh0 = np.zeros(len(W_hh))
    for start in range(0, len(xs), window):
        carry = np.zeros(len(W_hh))
        for back in range(1, window + 1):
            t = start + window - back
            da = dhs[t] + carry
            da = da * (1 - hs[t + 1] ** 2)
            dW_xh += np.outer(da, xs[t])
            dW_hh += np.outer(da, hs[t])
            db += da
            carry = W_hh.T @ da
        if not start:
            dh0 = carry
    return dW_xh, dW_hh, db, dh0
