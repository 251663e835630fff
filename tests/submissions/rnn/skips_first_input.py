"""expect: wrong, rnn.skips_first_input"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    T = len(xs)
    hs = np.zeros((T + 1, len(h0)))
    hs[0] = h0
    for t in range(1, T):
        hs[t] = np.tanh(W_xh @ xs[t] + W_hh @ hs[t - 1] + b)
    return hs
