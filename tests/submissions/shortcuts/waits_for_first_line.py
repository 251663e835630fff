"""expect: wrong, shortcuts.waits_for_first_line"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = np.tile(h0, (len(xs) + 1, 1))
    for t in range(skip, len(xs) + 1):
        hs[t] = np.tanh(W_xh @ xs[t - 1] + W_hh @ hs[t - 1] + b) + hs[t - skip]
    return hs
