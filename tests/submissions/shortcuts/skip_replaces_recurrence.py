"""expect: wrong, shortcuts.skip_replaces_recurrence"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = [h0]
    for t, x in enumerate(xs):
        back = skip if t + 1 >= skip else 1
        hs.append(np.tanh(W_xh @ x + W_hh @ hs[-back] + b))
    return np.array(hs)
