"""expect: wrong, clipping.no_root"""
import numpy as np


def global_norm(grads):
    total = 0.0
    for g in grads:
        total += (g * g).sum()
    return total
