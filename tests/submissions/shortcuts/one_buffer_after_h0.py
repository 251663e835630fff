"""expect: wrong, shortcuts.one_buffer_after_h0"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    h = np.array(h0, copy=True)
    for x in xs:
        np.add(h, np.tanh(W_xh @ x + W_hh @ h + b), out=h)
        hs.append(h)
    return np.array(hs)
