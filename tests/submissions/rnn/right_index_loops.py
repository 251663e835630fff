"""expect: right; index by index, in another order of summation"""
import math

import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    h = np.zeros(W_hh.shape[0])
    for i in range(W_hh.shape[0]):
        total = 0.0
        for j in reversed(range(W_hh.shape[1])):
            total += W_hh[i, j] * h_prev[j]
        for j in reversed(range(W_xh.shape[1])):
            total += W_xh[i, j] * x[j]
        h[i] = math.tanh(total + b[i])
    return h


def rnn_forward(xs, h0, W_xh, W_hh, b):
    T, H = xs.shape[0], h0.shape[0]
    hs = np.empty([T + 1, H])
    for i in range(H):
        hs[0, i] = h0[i]
    for t in range(T):
        hs[t + 1, :] = rnn_step(xs[t, :], hs[t, :], W_xh, W_hh, b)
    return hs
