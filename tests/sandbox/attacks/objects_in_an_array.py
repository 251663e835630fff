"""expect: contained; an array of objects"""

import numpy as np


def rnn_step(x, h, *more):
    return np.array([object()] * len(h))
