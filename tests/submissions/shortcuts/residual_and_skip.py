"""expect: wrong, shortcuts.residual_and_skip"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = [h0]
    for t, x in enumerate(xs):
        h = hs[-1] + np.tanh(W_xh @ x + W_hh @ hs[-1] + b)
        if t + 1 >= skip:
            h = h + hs[-skip]
        hs.append(h)
    return np.array(hs)
