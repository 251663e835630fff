"""expect: wrong, clipping.sign_lost_where_clipped"""
import numpy as np


def clip_by_value(grads, limit):
    new = [np.array(g) for g in grads]
    for g in new:
        g[abs(g) > limit] = limit
    return new
