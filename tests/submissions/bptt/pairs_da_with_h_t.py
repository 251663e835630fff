"""expect: wrong, bptt.pairs_da_with_h_t"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    carry = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        h_t = hs[t + 1]
        da = (dhs[t] + carry) * (1 - h_t**2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, h_t)
        db += da
        carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry
