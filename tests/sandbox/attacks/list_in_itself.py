"""expect: contained; a list that contains itself"""

import numpy as np

loop = []
loop.append(loop)


def rnn_step(x, h, *more):
    return loop
