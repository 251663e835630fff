"""expect: wrong, shortcuts.tanh_around_sum"""
import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    out = [np.array(h0)]
    for x in xs:
        f = np.tanh(W_xh @ x + W_hh @ out[-1] + b)
        out.append(np.tanh(out[-1] + f))
    return np.array(out)
