"""expect: wrong, shortcuts.h_on_the_left"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for x in xs:
        hs.append(hs[-1] + np.tanh(W_xh @ x + hs[-1] @ W_hh + b))
    return np.array(hs)
