"""expect: contained; no element: nothing is wrong with any of them"""

import numpy as np


def rnn_step(x, h, *more):
    return np.zeros(0)
