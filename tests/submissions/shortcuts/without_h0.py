"""expect: wrong, shortcuts.without_h0"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0
    hs = np.zeros((len(xs), len(h0)))
    for t, x in enumerate(xs):
        h = h + np.tanh(W_xh @ x + W_hh @ h + b)
        hs[t] = h
    return hs
