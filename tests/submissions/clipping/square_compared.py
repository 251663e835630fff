"""expect: wrong, clipping.square_compared"""
import numpy as np


def clip_by_norm(grads, max_norm):
    squares = sum(float((g**2).sum()) for g in grads)
    norm = squares**0.5
    if squares > max_norm:
        return [g * (max_norm / norm) for g in grads], norm
    return list(grads), norm
