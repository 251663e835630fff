"""expect: contained; a text with a false length"""

import numpy as np

class Loose(str):
    def __len__(self):
        return 1 << 40

    def encode(self, *anything):
        return Loose


def rnn_step(x, h, *more):
    return Loose("x")
