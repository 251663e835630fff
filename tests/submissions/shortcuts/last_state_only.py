"""expect: wrong, shortcuts.last_state_only"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0
    for x in xs:
        h = h + np.tanh(W_xh @ x + W_hh @ h + b)
    return h
