"""expect: wrong, bptt.last_loss_only"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = len(xs), len(W_hh)
    dh = dhs[-1] if T else np.zeros(H)
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(H)
    for t in reversed(range(T)):
        da = dh * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        dh = W_hh.T @ da
    return dW_xh, dW_hh, db, dh
