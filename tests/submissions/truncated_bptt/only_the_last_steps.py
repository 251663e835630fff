"""expect: wrong, truncated_bptt.only_the_last_steps"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError
    T, H = len(xs), W_hh.shape[0]
    dW_xh = np.zeros_like(W_xh); dW_hh = np.zeros_like(W_hh); db = np.zeros(H)
    d = np.zeros(H)
    t = T - 1
    while t >= 0 and t > T - 1 - window:
        delta = (dhs[t] + d) * (1 - hs[t + 1] ** 2)
        dW_xh = dW_xh + np.outer(delta, xs[t])
        dW_hh = dW_hh + np.outer(delta, hs[t])
        db = db + delta
        d = W_hh.T @ delta
        t = t - 1
    return dW_xh, dW_hh, db, d
