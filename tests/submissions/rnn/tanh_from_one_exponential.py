"""expect: wrong, rnn.tanh_from_one_exponential"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    z = np.matmul(W_xh, x) + np.matmul(W_hh, h_prev) + b
    e = np.e ** (2 * z)
    return (e - 1) / (e + 1)
