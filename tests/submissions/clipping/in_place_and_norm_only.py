"""expect: wrong, clipping.in_place_and_norm_only"""
import numpy as np


def clip_by_norm(grads, max_norm):
    total = np.sqrt(sum(np.sum(g**2) for g in grads))
    if total > max_norm:
        for g in grads:
            np.multiply(g, max_norm / total, out=g)
    return total
