"""expect: wrong, shortcuts.adds_old_tanh"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    T = len(xs)
    f = np.zeros((T + 1, len(h0)))
    hs = np.zeros((T + 1, len(h0)))
    f[0] = hs[0] = h0
    for t in range(1, T + 1):
        f[t] = np.tanh(W_xh @ xs[t - 1] + W_hh @ hs[t - 1] + b)
        hs[t] = f[t] + (f[t - skip] if t >= skip else 0)
    return hs
