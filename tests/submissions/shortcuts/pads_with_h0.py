"""expect: wrong, shortcuts.pads_with_h0"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    padded = [h0] * skip
    for x in xs:
        padded.append(np.tanh(W_xh @ x + W_hh @ padded[-1] + b) + padded[-skip])
    return np.array(padded[skip - 1:])
