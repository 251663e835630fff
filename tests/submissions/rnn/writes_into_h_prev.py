"""expect: wrong, rnn.writes_into_h_prev"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    np.tanh(W_xh @ x + W_hh @ h_prev + b, out=h_prev)
    return h_prev
