"""expect: wrong, truncated_bptt.that_many_windows"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    dW_xh, dW_hh, db = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(len(W_hh))
    carry = np.zeros(len(W_hh))
    for chunk in reversed(np.array_split(range(len(xs)), window)):
        carry = np.zeros(len(W_hh))
        for t in chunk[::-1].astype(int):
            da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
            dW_xh += np.outer(da, xs[t])
            dW_hh += np.outer(da, hs[t])
            db += da
            carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry
