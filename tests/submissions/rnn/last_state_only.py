"""expect: wrong, rnn.last_state_only"""
from functools import reduce

import numpy as np


def rnn_forward(xs, h0, W_xh, W_hh, b):
    return reduce(lambda h, x: np.tanh(W_xh @ x + W_hh @ h + b), xs, h0)
