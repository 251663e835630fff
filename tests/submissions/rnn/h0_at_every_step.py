"""expect: wrong, rnn.h0_at_every_step"""
import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    from_memory = W_hh @ h0 + b
    return np.vstack([h0[None, :], np.tanh(xs @ W_xh.T + from_memory)])
