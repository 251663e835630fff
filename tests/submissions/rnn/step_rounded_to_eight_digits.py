"""expect: wrong, general.rounded; rounding for readability costs at most 5e-9"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return np.round(np.tanh(W_xh @ x + W_hh @ h_prev + b), 8)
