"""expect: wrong, clipping.negative_to_zero"""
import numpy as np


def clip_by_value(grads, limit):
    return [np.minimum(np.maximum(g, 0.0), limit) for g in grads]
