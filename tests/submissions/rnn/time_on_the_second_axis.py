"""expect: wrong, rnn.time_on_the_second_axis"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    a = np.zeros((len(h0), len(xs) + 1))
    a[:, 0] = h0
    for t in range(len(xs)):
        a[:, t + 1] = np.tanh(W_xh @ xs[t] + W_hh @ a[:, t] + b)
    return a
