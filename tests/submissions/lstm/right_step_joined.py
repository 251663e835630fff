"""expect: right; one matrix for both, in a class"""
import numpy as np


class Cell:
    def __init__(self, W_x, W_h, b):
        self.W = np.hstack([W_x, W_h, b[:, None]])

    def __call__(self, x, h, c):
        a = self.W @ np.concatenate([x, h, [1.0]])
        i, f, g, o = np.array_split(a, 4)
        with np.errstate(over="ignore"):
            i, f, o = (1 / (1 + np.exp(-v)) for v in (i, f, o))
        g = np.tanh(g)
        c = f * c + i * g
        return [o * np.tanh(c), c, (i, f, g, o)]


def lstm_step(x, h_prev, c_prev, W_x, W_h, b):
    return Cell(W_x, W_h, b)(x, h_prev, c_prev)
