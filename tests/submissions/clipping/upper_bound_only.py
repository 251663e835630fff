"""expect: wrong, clipping.upper_bound_only"""
import numpy as np


def clip_by_value(grads, limit):
    out = []
    for g in grads:
        h = g.copy()
        h[h > limit] = limit
        out.append(h)
    return out
