"""expect: wrong, clipping.one_long_array"""
import numpy as np


def clip_by_value(grads, limit):
    flat = np.hstack([g.reshape(-1) for g in grads])
    return flat.clip(-limit, limit)
