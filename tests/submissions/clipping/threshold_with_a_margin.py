"""expect: wrong; clips to a millionth less than the threshold, to be safe"""
import numpy as np


def clip_by_norm(grads, max_norm):
    total = np.sqrt(sum(np.sum(g**2) for g in grads))
    if total > max_norm:
        return [g * ((1 - 1e-6) * max_norm / total) for g in grads], total
    return grads, total
