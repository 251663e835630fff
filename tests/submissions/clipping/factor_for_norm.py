"""expect: wrong, clipping.factor_for_norm"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    scale = 1.0
    if norm > max_norm:
        scale = max_norm / norm
    return [g * scale for g in grads], scale
