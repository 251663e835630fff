"""expect: wrong, clipping.scaled_in_place; the list is changed, not its arrays"""
import numpy as np


def clip_by_norm(grads, max_norm):
    total = np.sqrt(sum(np.sum(g**2) for g in grads))
    if total > max_norm:
        for k in range(len(grads)):
            grads[k] = grads[k] * max_norm / total
    return grads, total
