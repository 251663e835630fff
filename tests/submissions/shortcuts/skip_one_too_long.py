"""expect: wrong, shortcuts.skip_one_too_long"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    T, H = len(xs), len(h0)
    hs = np.zeros((T + 1, H))
    hs[0] = h0
    for t in range(T):
        hs[t + 1] = np.tanh(W_xh @ xs[t] + W_hh @ hs[t] + b)
        if t >= skip:
            hs[t + 1] += hs[t - skip]
    return hs
