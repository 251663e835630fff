"""expect: wrong, clipping.each_array_alone"""
import numpy as np


def clip_by_norm(grads, max_norm):
    clipped, total = [], 0.0
    for g in grads:
        n = np.linalg.norm(g)
        total += n**2
        clipped.append(g * max_norm / n if n > max_norm else g)
    return clipped, total**0.5
