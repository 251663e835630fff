"""expect: contained; a NaN equals nothing, hopes for a careless comparison"""

import numpy as np


def rnn_step(x, h, *more):
    return np.full(len(h), np.nan)
