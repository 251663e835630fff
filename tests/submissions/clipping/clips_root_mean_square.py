"""expect: wrong, clipping.clips_root_mean_square"""
import numpy as np


def clip_by_norm(grads, max_norm):
    n = sum(np.size(g) for g in grads)
    norm = np.sqrt(sum((g**2).sum() for g in grads) / n) if n else 0.0
    if norm > max_norm:
        return [g * (max_norm / norm) for g in grads], norm
    return grads, norm
