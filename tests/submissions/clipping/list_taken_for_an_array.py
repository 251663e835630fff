"""expect: wrong, clipping.list_taken_for_an_array"""
import numpy as np


def clip_by_value(grads, limit):
    return list(np.clip(grads, -limit, limit))
