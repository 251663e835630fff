"""expect: wrong, rnn.states_add_up"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0.copy()
    hs = [h.copy()]
    for x in xs:
        h += np.tanh(W_xh @ x + W_hh @ h + b)
        hs.append(h.copy())
    return np.array(hs)
