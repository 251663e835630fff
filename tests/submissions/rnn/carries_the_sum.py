"""expect: wrong, rnn.carries_the_sum"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    T, H = len(xs), len(h0)
    a = np.zeros((T + 1, H))
    a[0] = h0
    for t in range(T):
        a[t + 1] = W_xh @ xs[t] + W_hh @ a[t] + b
    a[1:] = np.tanh(a[1:])
    return a
