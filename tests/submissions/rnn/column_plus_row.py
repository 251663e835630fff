"""expect: wrong, rnn.column_plus_row"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    x = x.reshape(-1, 1)
    h_prev = h_prev.reshape(-1, 1)
    h = np.tanh(np.dot(W_xh, x) + np.dot(W_hh, h_prev) + b)
    return h
