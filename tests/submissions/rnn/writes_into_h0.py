"""expect: wrong, rnn.writes_into_h0"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0
    hs = [h.copy()]
    for x in xs:
        h *= 0
        h += np.tanh(W_xh @ x + W_hh @ hs[-1] + b)
        hs.append(h.copy())
    return np.array(hs)
