"""expect: wrong, rnn.no_bias"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    from_input = W_xh.dot(x)
    from_memory = W_hh.dot(h_prev)
    return np.tanh(from_input + from_memory)
