"""expect: wrong, clipping.norm_forgotten"""
import numpy as np


def clip_by_norm(grads, max_norm):
    n = np.sqrt(sum(np.square(g).sum() for g in grads))
    return tuple(g * max_norm if n > max_norm else g for g in grads), n
