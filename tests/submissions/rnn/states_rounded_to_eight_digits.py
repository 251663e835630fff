"""expect: wrong, general.nudged; a recursion fed with rounded numbers is off by 5e-9, below np.allclose's notice"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for x in xs:
        hs.append(np.round(np.tanh(W_xh @ x + W_hh @ hs[-1] + b), 8))
    return np.array(hs)
