"""expect: wrong, shortcuts.adds_state_twice"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0.copy()
    rows = [h.copy()]
    for x in xs:
        h += h + np.tanh(W_xh @ x + W_hh @ h + b)
        rows.append(h.copy())
    return np.array(rows)
