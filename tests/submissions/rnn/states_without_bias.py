"""expect: wrong, rnn.states_without_bias"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    W = np.concatenate([W_xh, W_hh], axis=1)
    hs = [h0]
    for x in xs:
        hs.append(np.tanh(W @ np.concatenate([x, hs[-1]])))
    return np.array(hs)
