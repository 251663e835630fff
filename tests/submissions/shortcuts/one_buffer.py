"""expect: wrong, shortcuts.one_buffer"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0.copy()
    hs = [h]
    for x in xs:
        h += np.tanh(W_xh @ x + W_hh @ h + b)
        hs.append(h)
    return np.array(hs)
