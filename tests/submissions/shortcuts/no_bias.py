"""expect: wrong, shortcuts.no_bias"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    drive = xs @ W_xh.T
    for d in drive:
        hs.append(hs[-1] + np.tanh(d + W_hh @ hs[-1]))
    return np.array(hs)
