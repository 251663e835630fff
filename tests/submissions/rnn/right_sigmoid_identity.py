"""expect: right; tanh(a) = 2 sigmoid(2a) - 1, with the safe half of the exponential"""
import numpy as np


def _tanh(a):
    small = np.exp(-2 * np.abs(a))
    return np.sign(a) * (1 - small) / (1 + small)


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return _tanh(W_xh.dot(x) + W_hh.dot(h_prev) + b)


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [np.array(h0)]
    for x in xs:
        hs.append(_tanh(W_xh.dot(x) + W_hh.dot(hs[-1]) + b))
    return np.stack(hs)
