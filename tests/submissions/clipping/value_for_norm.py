"""expect: wrong, clipping.value_for_norm"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(sum((g * g).sum() for g in grads))
    clipped = []
    for g in grads:
        clipped.append(np.minimum(np.maximum(g, -max_norm), max_norm))
    return clipped, norm
