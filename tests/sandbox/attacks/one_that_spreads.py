"""expect: contained; one element that broadcasts"""

import numpy as np


def rnn_step(x, h, *more):
    return np.zeros((1, 1))
