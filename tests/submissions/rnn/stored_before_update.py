"""expect: wrong, rnn.stored_before_update"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    h = h0
    for x in xs:
        hs.append(h)
        h = np.tanh(W_xh.dot(x) + W_hh.dot(h) + b)
    return np.array(hs)
