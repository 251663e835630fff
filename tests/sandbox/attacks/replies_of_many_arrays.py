"""expect: contained; answers in fifty thousand empty arrays"""

import numpy as np


def rnn_step(x, h, *more):
    return [np.zeros((0, 1, 1, 1, 1, 1, 1, 1))] * 50_000


rnn_forward = rnn_step
