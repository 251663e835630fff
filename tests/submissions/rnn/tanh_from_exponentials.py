"""expect: wrong, rnn.tanh_from_exponentials"""
import numpy as np


def tanh(v):
    up, down = np.exp(v), np.exp(-v)
    return (up - down) / (up + down)


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return tanh(b + W_hh @ h_prev + W_xh @ x)
