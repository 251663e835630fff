"""expect: wrong, clipping.unit_length"""
import numpy as np


def clip_by_norm(grads, max_norm):
    n = np.sqrt(sum(np.square(g).sum() for g in grads))
    return ([g / n for g in grads] if n > max_norm else list(grads)), n
