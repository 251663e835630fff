"""expect: wrong, clipping.square_for_norm"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = 0.0
    for g in grads:
        norm += (g**2).sum()
    if norm > max_norm:
        grads = [g * max_norm / norm for g in grads]
    return grads, norm
