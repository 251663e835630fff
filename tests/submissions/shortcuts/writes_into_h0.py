"""expect: wrong, shortcuts.writes_into_h0"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0
    hs = [h.copy()]
    for x in xs:
        h += np.tanh(W_xh @ x + W_hh @ h + b)
        hs.append(h.copy())
    return np.array(hs)
