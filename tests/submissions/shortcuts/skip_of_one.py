"""expect: wrong, shortcuts.skip_of_one"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = [h0]
    for x in xs:
        hs.append(np.tanh(W_xh @ x + W_hh @ hs[-1] + b) + hs[-1])
    return np.array(hs)
