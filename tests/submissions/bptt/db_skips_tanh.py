"""expect: wrong, bptt.db_skips_tanh"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    dh = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        dh = dh + dhs[t]
        db += dh
        dh = dh * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(dh, xs[t])
        dW_hh += np.outer(dh, hs[t])
        dh = dh @ W_hh
    return dW_xh, dW_hh, db, dh
