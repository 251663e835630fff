"""expect: wrong, bptt.carry_forgets_own_loss"""
import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    T, H = len(xs), len(W_hh)
    dW_xh, dW_hh, db = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(H)
    from_later = np.zeros(H)
    for t in reversed(range(T)):
        slope = 1 - hs[t + 1] ** 2
        for part in (dhs[t] * slope, from_later * slope):
            dW_xh += np.outer(part, xs[t])
            dW_hh += np.outer(part, hs[t])
            db += part
        if t == T - 1:
            from_later = dhs[t]
        from_later = W_hh.T @ (slope * from_later)
    return dW_xh, dW_hh, db, from_later
