"""expect: wrong, clipping.small_epsilon_in_denominator"""
import numpy as np


def clip_by_norm(grads, max_norm):
    eps = 1e-8
    total = np.sqrt(sum(np.sum(g**2) for g in grads))
    if total > max_norm:
        grads = [max_norm * g / (total + eps) for g in grads]
    return grads, total
