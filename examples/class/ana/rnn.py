import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return np.tanh(W_xh @ x + W_hh @ h_prev + b)


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = np.empty((len(xs) + 1, len(h0)))
    hs[0] = h0
    for t, x in enumerate(xs):
        hs[t + 1] = rnn_step(x, hs[t], W_xh, W_hh, b)
    return hs
