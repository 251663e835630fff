"""expect: wrong, clipping.divides_by_zero"""
import numpy as np


import math


def clip_by_norm(grads, max_norm):
    total = math.sqrt(sum(float(np.sum(g**2)) for g in grads))
    scale = max_norm / total
    if scale > 1:
        scale = 1.0
    return [g * scale for g in grads], total
