"""expect: wrong, shortcuts.skip_inside_tanh"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = np.zeros((len(xs) + 1, len(h0)))
    hs[0] = h0
    for t in range(len(xs)):
        a = W_xh @ xs[t] + W_hh @ hs[t] + b
        if t + 1 >= skip:
            a = a + hs[t + 1 - skip]
        hs[t + 1] = np.tanh(a)
    return hs
