"""expect: contained; infinity minus infinity"""

import numpy as np


def rnn_step(x, h, *more):
    return np.full(len(h), np.inf)
