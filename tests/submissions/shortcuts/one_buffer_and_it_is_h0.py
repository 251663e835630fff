"""expect: wrong, shortcuts.one_buffer_and_it_is_h0"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0
    hs = [h]
    for t in range(len(xs)):
        h += np.tanh(W_hh @ h + W_xh @ xs[t] + b)
        hs.append(h)
    return np.stack(hs)
