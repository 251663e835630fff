"""expect: wrong, rnn.states_with_late_bias"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for t in range(xs.shape[0]):
        h_next = np.tanh(np.matmul(W_xh, xs[t]) + np.matmul(W_hh, hs[t]))
        h_next = h_next + b
        hs.append(h_next)
    return np.array(hs)
