"""expect: wrong, shortcuts.skip_without_h0"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = [h0]
    for t in range(1, len(xs) + 1):
        h = np.tanh(W_xh @ xs[t - 1] + W_hh @ hs[t - 1] + b)
        hs.append(h + hs[t - skip] if t >= skip else h)
    return np.array(hs[1:]).reshape(len(xs), len(h0))
