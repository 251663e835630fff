"""expect: wrong, truncated_bptt.last_loss_only"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    T = len(xs)
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    dh = dhs[-1] if T else np.zeros(len(W_hh))
    for t in reversed(range(T)):
        da = dh * (1 - hs[t + 1] ** 2)
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])
        db += da
        dh = W_hh.T @ da
        if t % window == 0 and t > 0:
            dh = np.zeros(len(W_hh))
    return dW_xh, dW_hh, db, dh
