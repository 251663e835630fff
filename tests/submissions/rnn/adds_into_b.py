"""expect: wrong, rnn.adds_into_b"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    a = b
    a += np.dot(W_xh, x)
    a += np.dot(W_hh, h_prev)
    return np.tanh(a)
