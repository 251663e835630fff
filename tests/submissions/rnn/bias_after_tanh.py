"""expect: wrong, rnn.bias_after_tanh"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    h = np.tanh(np.hstack([W_xh, W_hh]) @ np.hstack([x, h_prev])) + b
    return h
