"""expect: right; computed in float32 throughout"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    xs, hs, dhs, W_xh, W_hh = (np.asarray(a, dtype=np.float32) for a in (xs, hs, dhs, W_xh, W_hh))
    dW_xh, dW_hh, db = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(len(W_hh), np.float32)
    carry = np.zeros(len(W_hh), np.float32)
    for t in reversed(range(len(xs))):
        if (t + 1) % window == 0:
            carry[:] = 0
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry
