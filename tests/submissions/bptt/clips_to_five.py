"""expect: wrong, general.clipped; the last line of a well-known character model's backward pass comes along"""

import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    dWxh, dWhh, dbh = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(W_hh.shape[0])
    dhnext = np.zeros(W_hh.shape[0])
    for t in reversed(range(len(xs))):
        dh = dhs[t] + dhnext
        dhraw = (1 - hs[t + 1] * hs[t + 1]) * dh
        dbh += dhraw
        dWxh += np.outer(dhraw, xs[t])
        dWhh += np.outer(dhraw, hs[t])
        dhnext = np.dot(W_hh.T, dhraw)
    for dparam in [dWxh, dWhh, dbh]:
        np.clip(dparam, -5, 5, out=dparam)  # mitigate exploding gradients
    return dWxh, dWhh, dbh, dhnext
