"""expect: wrong, clipping.clipping_nothing_raises"""
import numpy as np


def clip_by_norm(grads, max_norm):
    flat = np.concatenate([g.reshape(-1) for g in grads])
    total = np.linalg.norm(flat)
    if total > max_norm:
        grads = [g * (max_norm / total) for g in grads]
    return grads, total
