"""expect: wrong, rnn.no_tanh"""
import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    H, D = W_xh.shape
    h = np.array(b, copy=True)
    for i in range(H):
        for j in range(D):
            h[i] += W_xh[i, j] * x[j]
        for j in range(H):
            h[i] += W_hh[i, j] * h_prev[j]
    return h
