"""expect: wrong, rnn.column_state"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    col = lambda v: np.reshape(v, (len(v), 1))
    return np.tanh(W_xh @ col(x) + W_hh @ col(h_prev) + col(b))
