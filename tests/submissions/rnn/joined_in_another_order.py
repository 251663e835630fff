"""expect: wrong, rnn.joined_in_another_order"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    W = np.c_[W_xh, W_hh]
    v = np.r_[h_prev, x]
    return np.tanh(np.matmul(W, v) + b)
