"""expect: wrong, clipping.largest_entry"""
import numpy as np


def global_norm(grads):
    return max([abs(v) for g in grads for v in np.ravel(g)], default=0.0)
