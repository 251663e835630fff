"""expect: wrong, clipping.factor_inverted"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    ratio = norm / max_norm
    if ratio > 1:
        return [ratio * g for g in grads], norm
    return grads, norm
