"""expect: wrong, rnn.states_without_tanh"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    T = len(xs)
    hs = np.zeros((T + 1, len(h0)))
    hs[0] = h0
    for t in range(T):
        hs[t + 1] = W_xh @ xs[t]
        hs[t + 1] += W_hh @ hs[t]
        hs[t + 1] += b
    return hs
