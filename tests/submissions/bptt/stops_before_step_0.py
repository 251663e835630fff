"""expect: wrong, bptt.stops_before_step_0"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    carry = np.zeros(len(W_hh))
    for t in range(len(xs) - 1, 0, -1):
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        dW_xh += da[:, np.newaxis] * xs[t]
        dW_hh += da[:, np.newaxis] * hs[t]
        db += da
        carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry
