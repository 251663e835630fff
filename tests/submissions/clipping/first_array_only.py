"""expect: wrong, clipping.first_array_only"""
import numpy as np


def global_norm(grads):
    total = 0.0
    for g in grads:
        total += np.sum(g**2)
        return np.sqrt(total)
    return total
