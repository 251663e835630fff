"""expect: wrong, rnn.without_h0"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    h, out = h0, []
    for x in xs:
        h = np.tanh(W_xh @ x + W_hh @ h + b)
        out.append(h)
    return np.stack(out)
