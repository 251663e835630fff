"""expect: contained; an object that says it equals any other"""

import numpy as np

class Yes:
    def __eq__(self, other):
        return True

    def __array__(self, *anything, **more):
        return np.zeros(3)


def rnn_step(x, h, *more):
    return Yes()
