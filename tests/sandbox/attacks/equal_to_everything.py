"""expect: contained; an array that says it equals any other"""

import numpy as np

class Yes(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)

    __ne__ = __gt__ = __lt__ = lambda self, other: np.zeros(self.shape, bool)

    def __sub__(self, other):
        return np.zeros(self.shape)

    __rsub__ = __abs__ = __sub__

    def __array_ufunc__(self, *anything, **more):
        return np.zeros(self.shape)


def rnn_step(x, h, *more):
    return np.zeros(len(h)).view(Yes)
