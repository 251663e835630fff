"""expect: wrong, shortcuts.recurrence_without_skip"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    h = h0
    hs = [h0]
    for t, x in enumerate(xs):
        h = np.tanh(W_xh @ x + W_hh @ h + b)
        if t + 1 >= skip:
            hs.append(h + hs[t + 1 - skip])
        else:
            hs.append(h)
    return np.array(hs)
