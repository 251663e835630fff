"""expect: wrong, shortcuts.relu_for_tanh"""
import numpy as np


def relu(v):
    return v * (v > 0)


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = np.zeros((len(xs) + 1, len(h0)))
    hs[0] = h0
    for t in range(len(xs)):
        hs[t + 1] = hs[t] + relu(W_xh @ xs[t] + W_hh @ hs[t] + b)
    return hs
