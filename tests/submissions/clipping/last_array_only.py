"""expect: wrong, clipping.last_array_only"""
import numpy as np


def global_norm(grads):
    total = 0.0
    for g in grads:
        total = np.sum(np.square(g))
    return np.sqrt(total)
