"""expect: right; itertools.accumulate carries the state"""
from itertools import accumulate

import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    return np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b)


def rnn_forward(xs, h0, W_xh, W_hh, b):
    return list(accumulate(xs, lambda h, x: rnn_step(x, h, W_xh, W_hh, b), initial=h0))
