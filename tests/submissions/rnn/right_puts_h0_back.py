"""expect: right; borrows the caller's h0 and puts it back exactly"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    saved = h0.copy()
    hs = np.zeros((len(xs) + 1, len(h0)))
    hs[0] = h0
    for t, x in enumerate(xs, 1):
        h0[...] = np.tanh(W_xh @ x + W_hh @ h0 + b)
        hs[t] = h0
    h0[...] = saved
    return hs
