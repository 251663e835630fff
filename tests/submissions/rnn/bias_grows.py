"""expect: wrong, rnn.bias_grows"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for x in xs:
        z = b
        z += W_xh @ x
        z += W_hh @ hs[-1]
        hs.append(np.tanh(z))
    return np.array(hs)
