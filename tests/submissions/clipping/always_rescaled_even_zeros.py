"""expect: wrong, clipping.always_rescaled_even_zeros"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(np.sum([np.sum(g**2) for g in grads]))
    return [g / norm * max_norm for g in grads], norm
