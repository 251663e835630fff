"""expect: wrong, rnn.state_two_back"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    T = len(xs)
    h = np.zeros((T + 1, len(b)))
    h[0, :] = h0
    t = 0
    while t < T:
        h[t + 1, :] = np.tanh(W_hh @ h[t - 1, :] + W_xh @ xs[t, :] + b)  # h_t = f(h_{t-1}, x_t)
        t += 1
    return h
