"""expect: wrong, clipping.mean_squares_summed"""
import numpy as np


def global_norm(grads):
    s = 0.0
    for g in grads:
        s = s + np.square(g).mean()
    return s**0.5
