"""expect: wrong, shortcuts.no_recurrence"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    steps = np.tanh(xs @ W_xh.T + b)
    return np.vstack([h0, steps]).cumsum(axis=0)
