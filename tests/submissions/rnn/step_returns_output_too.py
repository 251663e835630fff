"""expect: wrong, general.more_than_asked; a pair (output, state), as nn.RNN gives, where one array is asked for"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    h = np.tanh(W_xh @ x + W_hh @ h_prev + b)
    return h, h
