"""expect: wrong, bptt.no_carry"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    dW_xh, dW_hh = np.zeros_like(W_xh), np.zeros_like(W_hh)
    db = np.zeros(W_hh.shape[0])
    dh_next = np.zeros(W_hh.shape[0])
    for t in range(len(xs) - 1, -1, -1):
        dh = dhs[t] + dh_next
        dz = (1 - hs[t + 1] * hs[t + 1]) * dh
        dW_xh += np.outer(dz, xs[t])
        dW_hh += np.outer(dz, hs[t])
        db += dz
    return dW_xh, dW_hh, db, dh_next
