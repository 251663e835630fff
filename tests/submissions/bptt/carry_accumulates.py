"""expect: wrong, bptt.carry_accumulates"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh = np.zeros_like(W_xh)
    dW_hh = np.zeros_like(W_hh)
    db = np.zeros_like(hs[0])
    dh0 = np.zeros_like(hs[0])
    for t in range(xs.shape[0])[::-1]:
        da = (dhs[t] + dh0) * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        dh0 += W_hh.T.dot(da)
    return dW_xh, dW_hh, db, dh0
