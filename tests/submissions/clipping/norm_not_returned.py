"""expect: wrong, clipping.norm_not_returned"""
import numpy as np


def clip_by_norm(grads, max_norm):
    total = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [g * (max_norm / total) for g in grads] if total > max_norm else grads
