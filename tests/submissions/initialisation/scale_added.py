"""expect: wrong, initialisation.scale_added"""
import numpy as np


def scaled_identity(n, scale=1.0):
    m = np.full((n, n), scale)
    for i in range(n):
        m[i, i] += 1
    return m
