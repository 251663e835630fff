"""expect: wrong, bptt.tanh_prime_without_square"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    carry = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        da = np.diag(1 - hs[t + 1]) @ (dhs[t] + carry)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry
