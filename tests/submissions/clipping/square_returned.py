"""expect: wrong, clipping.square_returned"""
import numpy as np


def clip_by_norm(grads, max_norm):
    total = sum(np.sum(g**2) for g in grads)
    scale = max_norm / np.sqrt(total) if np.sqrt(total) > max_norm else 1
    return [g * scale for g in grads], total
