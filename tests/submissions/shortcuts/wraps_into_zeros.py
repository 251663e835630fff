"""expect: wrong, shortcuts.wraps_into_zeros"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    T = xs.shape[0]
    hs = np.zeros((T + 1, h0.size))
    hs[0] = h0
    for t in range(T):
        new = np.tanh(W_xh @ xs[t] + W_hh @ hs[t] + b)
        hs[t + 1] = new + hs[t + 1 - skip]
    return hs
