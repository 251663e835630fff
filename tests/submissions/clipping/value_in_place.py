"""expect: wrong, clipping.value_in_place"""
import numpy as np


def clip_by_value(grads, limit):
    for g in grads:
        g[...] = np.minimum(np.maximum(g, -limit), limit)
    return list(grads)
