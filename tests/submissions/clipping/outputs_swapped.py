"""expect: wrong, clipping.outputs_swapped"""
import numpy as np


def clip_by_norm(grads, max_norm):
    total = np.sqrt(sum(np.sum(g**2) for g in grads))
    factor = max_norm / total if total > max_norm else 1.0
    return total, [factor * g for g in grads]
