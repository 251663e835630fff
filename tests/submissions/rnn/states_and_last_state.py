"""expect: wrong, general.more_than_asked; a pair (all states, last state), as nn.RNN gives, where one array is asked for"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for x in xs:
        hs.append(np.tanh(W_xh @ x + W_hh @ hs[-1] + b))
    return np.array(hs), hs[-1]
