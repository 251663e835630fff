"""expect: wrong, shortcuts.skip_through_W_hh"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = [h0]
    for t in range(1, len(xs) + 1):
        h = np.tanh(W_xh @ xs[t - 1] + W_hh @ hs[t - 1] + b)
        if t >= skip:
            h = h + np.dot(W_hh, hs[t - skip])
        hs.append(h)
    return np.stack(hs)
