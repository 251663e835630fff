"""expect: wrong, general.nudged; an epsilon of 1e-8 inside the tanh, against a division that is not there"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    eps = 1e-8
    hs = np.empty((len(xs) + 1, len(h0)))
    hs[0] = h0
    for t, x in enumerate(xs):
        hs[t + 1] = np.tanh(W_xh @ x + W_hh @ hs[t] + b + eps)
    return hs
