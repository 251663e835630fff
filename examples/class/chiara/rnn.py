import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    a = np.dot(W_xh, x) + np.dot(W_hh, h_prev) + b
    return np.tanh(a)


def rnn_forward(xs, h0, W_xh, W_hh, b):
    T = xs.shape[0]
    H = h0.shape[0]
    hs = np.zeros((T + 1, H))
    hs[0, :] = h0
    for t in range(T):
        hs[t + 1, :] = rnn_step(xs[t], hs[t], W_xh, W_hh, b)
    return hs
