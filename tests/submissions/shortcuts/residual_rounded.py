"""expect: wrong, general.rounded; states rounded to eight digits, no idea behind it"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for x in xs:
        hs.append(hs[-1] + np.tanh(W_xh @ x + W_hh @ hs[-1] + b))
    return np.round(np.array(hs), 8)
