"""expect: wrong, clipping.scaled_to_fit"""
import numpy as np


def clip_by_value(grads, limit):
    out = []
    for g in grads:
        top = np.abs(g).max()
        out.append(g / top * limit if top > limit else g)
    return out
