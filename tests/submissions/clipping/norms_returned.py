"""expect: wrong, clipping.norms_returned"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norms = [np.sqrt(np.sum(g**2)) for g in grads]
    total = np.sqrt(sum(n**2 for n in norms))
    scale = max_norm / total if total > max_norm else 1.0
    return [g * scale for g in grads], norms
