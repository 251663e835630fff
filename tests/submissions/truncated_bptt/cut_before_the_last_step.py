"""expect: wrong, truncated_bptt.cut_before_the_last_step"""
import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    if window < 1:
        raise ValueError("window")
    gx = np.zeros(W_xh.shape)
    gh = np.zeros(W_hh.shape)
    gb = np.zeros(len(W_hh))
    carry = np.zeros(len(W_hh))
    for t in reversed(range(len(xs))):
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)
        gx += np.outer(da, xs[t])
        gh += np.outer(da, hs[t])
        gb += da
        carry = W_hh.T @ da
        if (t + 1) % window == 0:
            carry = np.zeros(len(W_hh))  # end of a window
    return gx, gh, gb, carry
