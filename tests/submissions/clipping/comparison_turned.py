"""expect: wrong, clipping.comparison_turned"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = sum(float(np.sum(g**2)) for g in grads) ** 0.5
    if norm and norm < max_norm:
        grads = [g * max_norm / norm for g in grads]
    return grads, norm
