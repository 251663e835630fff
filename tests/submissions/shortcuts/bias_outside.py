"""expect: wrong, shortcuts.bias_outside"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = np.zeros((len(xs) + 1, len(h0)))
    hs[0] = h0
    for t in range(len(xs)):
        hs[t + 1] = hs[t] + np.tanh(W_xh @ xs[t] + W_hh @ hs[t]) + b
    return hs
