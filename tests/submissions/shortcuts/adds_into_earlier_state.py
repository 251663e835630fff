"""expect: wrong, shortcuts.adds_into_earlier_state"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = [h0]
    for t in range(1, len(xs) + 1):
        f = np.tanh(W_xh @ xs[t - 1] + W_hh @ hs[-1] + b)
        if t >= skip:
            h = hs[t - skip]
            h += f
        else:
            h = f
        hs.append(h)
    return np.array(hs)
