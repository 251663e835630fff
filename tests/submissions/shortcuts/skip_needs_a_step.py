"""expect: wrong, general.needs_a_step; nothing to stack when there are no steps"""
import numpy as np


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    hs = [h0]
    new = []
    for t in range(1, len(xs) + 1):
        h = np.tanh(W_xh @ xs[t - 1] + W_hh @ hs[t - 1] + b)
        hs.append(h + hs[t - skip] if t >= skip else h)
        new.append(hs[-1])
    return np.vstack([h0, np.stack(new)])
