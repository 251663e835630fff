"""expect: wrong, clipping.tiny_epsilon_in_denominator"""
import numpy as np


def clip_by_norm(grads, max_norm):
    total = np.sqrt(sum(np.sum(g**2) for g in grads))
    if total > max_norm:
        return [g * (max_norm / (total + 1e-12)) for g in grads], total
    return list(grads), total
