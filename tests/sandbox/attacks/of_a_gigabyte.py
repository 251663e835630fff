"""expect: contained; an answer of a gigabyte"""

import numpy as np


def rnn_step(x, h, *more):
    return np.broadcast_to(0.0, (1 << 27,))
