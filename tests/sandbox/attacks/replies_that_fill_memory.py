"""expect: contained; every answer as large as one may be, and a copy of each argument with it"""

import numpy as np


def rnn_step(x, h, *more):
    x.resize(260_000, refcheck=False)
    return np.zeros(len(h))


def rnn_forward(*anything):
    return ["x" * 1000] * 4000
