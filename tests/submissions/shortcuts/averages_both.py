"""expect: wrong, shortcuts.averages_both"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for x in xs:
        new = np.tanh(W_xh @ x + W_hh @ hs[-1] + b)
        hs.append((new + hs[-1]) / 2)
    return np.array(hs)
