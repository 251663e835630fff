"""expect: wrong, clipping.clips_sum_of_norms"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = sum([np.linalg.norm(g) for g in grads])
    factor = max_norm / norm if norm > max_norm else 1.0
    return [factor * g for g in grads], norm
