"""expect: wrong; the carry is kept in float16, where nothing below 6e-8 exists"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = dhs.shape
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(H)
    carry = np.zeros(H, dtype=np.half)
    for t in reversed(range(T)):
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        carry = (W_hh.T @ da).astype(np.half)
    return dW_xh, dW_hh, db, carry
