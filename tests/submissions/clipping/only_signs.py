"""expect: wrong, clipping.only_signs"""
import numpy as np


def clip_by_value(grads, limit):
    return [np.where(g > 0, limit, np.where(g < 0, -limit, 0.0)) for g in grads]
