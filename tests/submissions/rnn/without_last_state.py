"""expect: wrong, rnn.without_last_state"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    T = xs.shape[0]
    hs = np.empty((T, h0.size))
    h = h0.copy()
    for t in range(T):
        hs[t] = h
        h = np.tanh(W_xh @ xs[t] + W_hh @ h + b)
    return hs
