"""expect: wrong, rnn.reads_backwards"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for t in reversed(range(len(xs))):
        hs.append(np.tanh(W_xh @ xs[t] + W_hh @ hs[-1] + b))
    return np.array(hs)
