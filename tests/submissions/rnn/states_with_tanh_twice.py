"""expect: wrong, rnn.states_with_tanh_twice"""
import numpy as np


def _step(x, h, W_xh, W_hh, b):
    return np.tanh(W_xh @ x + W_hh @ h + b)


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for x in xs:
        hs.append(np.tanh(_step(x, hs[-1], W_xh, W_hh, b)))
    return np.array(hs)
