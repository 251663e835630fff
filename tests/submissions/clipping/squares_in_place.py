"""expect: wrong, clipping.squares_in_place"""
import numpy as np


def global_norm(grads):
    total = 0.0
    for g in grads:
        g *= g
        total += g.sum()
    return np.sqrt(total)
