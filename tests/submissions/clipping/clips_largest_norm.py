"""expect: wrong, clipping.clips_largest_norm"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = max((np.linalg.norm(g) for g in grads), default=0.0)
    factor = max_norm / max(norm, max_norm)
    return [factor * g for g in grads], norm
