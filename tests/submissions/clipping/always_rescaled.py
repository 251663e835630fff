"""expect: wrong, clipping.always_rescaled"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = float(np.sqrt(sum(np.sum(g**2) for g in grads)))
    if norm == 0:
        return grads, norm
    return [max_norm * g / norm for g in grads], norm
