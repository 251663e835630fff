"""expect: wrong, rnn.states_with_two_tanhs"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    seen = np.tanh(xs @ W_xh.T + b)
    hs = [h0]
    for s in seen:
        hs.append(s + np.tanh(W_hh @ hs[-1]))
    return np.array(hs)
