"""expect: wrong; forgets everything at step 10, so only the 40 steps show it"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    hs = [h0]
    for t, x in enumerate(xs):
        h = np.zeros_like(h0) if t == 10 else hs[-1]
        hs.append(np.tanh(W_xh @ x + W_hh @ h + b))
    return np.array(hs)
