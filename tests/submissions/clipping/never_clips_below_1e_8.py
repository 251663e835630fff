"""expect: wrong; no gradient below 1e-8 is ever clipped: seen at 1e-30 only"""
import numpy as np


def clip_by_norm(grads, max_norm):
    total = np.sqrt(sum(np.sum(g**2) for g in grads))
    if total > max_norm and total > 1e-8:
        return [g * (max_norm / total) for g in grads], total
    return grads, total
