"""expect: wrong, clipping.squashed"""
import numpy as np


def clip_by_value(grads, limit):
    if limit == 0:
        return [np.zeros_like(g) for g in grads]
    return [np.tanh(g / limit) * limit for g in grads]
