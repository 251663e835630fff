"""expect: wrong, shortcuts.wraps_around"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = [h0]
    for t in range(len(xs)):
        hs.append(np.tanh(W_xh @ xs[t] + W_hh @ hs[t] + b) + hs[t + 1 - skip])
    return np.array(hs)
