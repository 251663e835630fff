"""expect: contained; an array whose shape, size and bytes are methods of its own"""

import numpy as np


class Opinionated(np.ndarray):
    shape = property(lambda self: (2**40, 2**40))
    nbytes = property(lambda self: -1)
    dtype = property(lambda self: "passed")

    def tobytes(self, order="C"):
        return b"PWNED" * 1000

    def __array_finalize__(self, other):
        raise SystemExit

    def __eq__(self, other):
        return True


def rnn_step(x, h, *more):
    return np.zeros(len(h)).view(Opinionated)
