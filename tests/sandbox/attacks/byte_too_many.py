"""expect: contained; one byte more than the answer, so that every later frame begins too early"""

import os

import numpy as np


def rnn_step(x, h, *more):
    os.write(3, b"\1")
    return np.zeros(len(h))
