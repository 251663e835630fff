"""expect: wrong, rnn.h_on_the_left"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    z = np.einsum("hd,d->h", W_xh, x) + np.einsum("i,ij->j", h_prev, W_hh) + b
    return np.tanh(z)
