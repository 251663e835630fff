"""expect: wrong, rnn.states_from_the_left"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    projected = xs @ W_xh.T + b
    hs = [h0]
    for p in projected:
        hs.append(np.tanh(p + hs[-1] @ W_hh))
    return np.array(hs)
