"""expect: wrong, shortcuts.adds_input"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = np.empty((xs.shape[0] + 1, h0.shape[0]))
    hs[0] = h0
    for t, x in enumerate(xs):
        f_x = np.tanh(W_xh @ x + W_hh @ hs[t] + b)
        hs[t + 1] = f_x + x
    return hs
