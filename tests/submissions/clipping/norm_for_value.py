"""expect: wrong, clipping.norm_for_value"""
import numpy as np


def clip_by_value(grads, limit):
    clipped = []
    for g in grads:
        length = np.sqrt(np.sum(g**2))
        clipped.append(g * limit / length if length > limit else g)
    return clipped
