"""expect: wrong, clipping.all_scaled_to_fit"""
import numpy as np


def clip_by_value(grads, limit):
    top = max((np.abs(g).max() for g in grads), default=0)
    if top <= limit:
        return [g.copy() for g in grads]
    return [limit * g / top for g in grads]
