"""expect: wrong, clipping.limit_of_one"""
import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.maximum(np.minimum(g, 1), -1) for g in grads]
