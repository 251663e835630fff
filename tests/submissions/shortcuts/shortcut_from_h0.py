"""expect: wrong, shortcuts.shortcut_from_h0"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0
    all_h = [h]
    for i in range(xs.shape[0]):
        h = h0 + np.tanh(W_xh.dot(xs[i]) + W_hh.dot(h) + b)
        all_h.append(h)
    return np.vstack(all_h)
