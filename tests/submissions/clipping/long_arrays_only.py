"""expect: wrong, clipping.long_arrays_only"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(g) ** 2 for g in grads))
    result = []
    for g in grads:
        if np.linalg.norm(g) > max_norm:
            result.append(g * max_norm / norm)
        else:
            result.append(g)
    return result, norm
