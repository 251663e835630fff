"""expect: right; float32 throughout"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    x, h_prev, W_xh, W_hh, b = (np.asarray(v, dtype=np.float32) for v in (x, h_prev, W_xh, W_hh, b))
    return np.tanh(W_xh @ x + W_hh @ h_prev + b)


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = np.zeros((len(xs) + 1, len(h0)), dtype=np.float32)
    hs[0] = h0
    for t in range(len(xs)):
        hs[t + 1] = rnn_step(xs[t], hs[t], W_xh, W_hh, b)
    return hs
