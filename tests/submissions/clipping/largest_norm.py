"""expect: wrong, clipping.largest_norm"""
import numpy as np


def global_norm(grads):
    best = 0.0
    for g in grads:
        best = max(best, np.sqrt((g**2).sum()))
    return best
