"""expect: right; recursion from the end"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    a = b.copy()
    a += W_xh @ x
    a += W_hh @ h_prev
    return np.tanh(a)


def rnn_forward(xs, h0, W_xh, W_hh, b):
    if len(xs) == 0:
        return np.array([h0])
    before = rnn_forward(xs[:-1], h0, W_xh, W_hh, b)
    return np.vstack([before, rnn_step(xs[-1], before[-1], W_xh, W_hh, b)])
