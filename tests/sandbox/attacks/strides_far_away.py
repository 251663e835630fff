"""expect: contained; an array with strides into foreign memory"""

import numpy as np


def rnn_step(x, h, *more):
    return np.lib.stride_tricks.as_strided(np.zeros(2), (1 << 20,), (1 << 30,))
