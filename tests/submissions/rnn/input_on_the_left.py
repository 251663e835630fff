"""expect: wrong, rnn.input_on_the_left"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    x_term = x @ W_xh
    h_term = h_prev @ W_hh
    return np.tanh(x_term + h_term + b)
