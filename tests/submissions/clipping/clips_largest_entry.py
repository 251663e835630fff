"""expect: wrong, clipping.clips_largest_entry"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = max((np.abs(g).max() for g in grads), default=0.0)
    if norm > max_norm:
        return [g / norm * max_norm for g in grads], norm
    return grads, norm
