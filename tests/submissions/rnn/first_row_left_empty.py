"""expect: wrong, rnn.first_row_left_empty"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = np.zeros((xs.shape[0] + 1, W_hh.shape[0]))
    h = h0
    for t, x in enumerate(xs, start=1):
        h = np.tanh(W_xh @ x + W_hh @ h + b)
        hs[t] = h
    return hs
