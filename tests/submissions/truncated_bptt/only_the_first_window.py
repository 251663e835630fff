"""expect: wrong, truncated_bptt.only_the_first_window"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window >= 1")
    dW_xh, dW_hh, db = W_xh * 0, W_hh * 0, W_hh[:, 0] * 0
    carry = W_hh[:, 0] * 0
    for start in range(0, len(xs), window):
        for t in range(start, min(start + window, len(xs)))[::-1]:
            da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
            dW_xh += np.outer(da, xs[t])
            dW_hh += np.outer(da, hs[t])
            db += da
            carry = W_hh.T @ da
        return dW_xh, dW_hh, db, carry
    return dW_xh, dW_hh, db, carry
