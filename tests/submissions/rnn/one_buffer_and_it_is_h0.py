"""expect: wrong, rnn.one_buffer_and_it_is_h0"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    h = h0
    hs = [h]
    for x in xs:
        z = W_xh @ x + W_hh @ h + b
        for i in range(len(h)):
            h[i] = np.tanh(z[i])
        hs.append(h)
    return hs
