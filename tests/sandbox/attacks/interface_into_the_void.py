"""expect: contained; an array at address 4096"""

import numpy as np

class Void:
    __array_interface__ = {"shape": (1 << 20,), "typestr": "<f8", "data": (4096, False), "version": 3}


def rnn_step(x, h, *more):
    return np.asarray(Void())
