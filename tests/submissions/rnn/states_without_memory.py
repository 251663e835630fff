"""expect: wrong, rnn.states_without_memory"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    # all steps at once, no loop needed
    hs = np.tanh(np.einsum("td,hd->th", xs, W_xh) + b)
    return np.concatenate((h0.reshape(1, -1), hs))
