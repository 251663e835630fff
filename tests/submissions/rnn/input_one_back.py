"""expect: wrong, rnn.input_one_back"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    states = [h0]
    for t in range(len(xs)):
        states += [np.tanh(W_xh @ xs[t - 1] + W_hh @ states[-1] + b)]
    return states
