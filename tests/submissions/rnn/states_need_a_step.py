"""expect: wrong, general.needs_a_step; right until there are no steps: np.stack has nothing to stack"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    h, after = h0, []
    for x in xs:
        h = np.tanh(W_xh @ x + W_hh @ h + b)
        after.append(h)
    return np.vstack([h0, np.stack(after)])
