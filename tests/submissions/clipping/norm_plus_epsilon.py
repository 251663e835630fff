"""expect: wrong, clipping.norm_plus_epsilon"""
import numpy as np


def global_norm(grads):
    total = sum(float((g**2).sum()) for g in grads)
    return total**0.5 + 1e-6
