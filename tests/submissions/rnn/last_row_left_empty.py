"""expect: wrong, rnn.last_row_left_empty"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    T, H = len(xs), len(h0)
    hs = np.zeros((T + 1, H))
    hs[0] = h0
    for t in range(1, T):
        hs[t] = np.tanh(W_xh @ xs[t - 1] + W_hh @ hs[t - 1] + b)
    return hs
