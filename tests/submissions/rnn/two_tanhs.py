"""expect: wrong, rnn.two_tanhs"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    x_part = np.tanh(np.dot(W_xh, x) + b)
    h_part = np.tanh(np.dot(W_hh, h_prev))
    return x_part + h_part
