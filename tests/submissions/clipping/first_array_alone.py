"""expect: wrong, clipping.first_array_alone"""
import numpy as np


def clip_by_value(grads, limit):
    out = []
    for g in grads:
        out.append(np.clip(g, -limit, limit))
        return out
    return out
