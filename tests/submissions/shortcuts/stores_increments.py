"""expect: wrong, shortcuts.stores_increments"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0
    out = [h0]
    for x in xs:
        change = np.tanh(W_xh @ x + W_hh @ h + b)
        h = h + change
        out.append(change)
    return np.array(out)
