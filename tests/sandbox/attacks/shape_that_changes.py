"""expect: contained; an array that changes its shape when it is looked at"""

import numpy as np

class Moody(np.ndarray):
    @property
    def shape(self):
        return (1 << 40,)

    @property
    def dtype(self):
        raise KeyboardInterrupt


def rnn_step(x, h, *more):
    return np.zeros(len(h)).view(Moody)
