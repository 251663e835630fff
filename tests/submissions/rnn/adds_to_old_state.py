"""expect: wrong, rnn.adds_to_old_state"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    h = h_prev.copy()
    h += np.tanh(np.dot(W_xh, x) + np.dot(W_hh, h_prev) + b)
    return h
