"""expect: wrong, rnn.tanh_around_the_input"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    new = b + np.tanh((W_xh * x).sum(axis=1))
    new = new + (W_hh * h_prev).sum(axis=1)
    return new
