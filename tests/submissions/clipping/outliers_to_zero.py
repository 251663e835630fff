"""expect: wrong, clipping.outliers_to_zero"""
import numpy as np


def clip_by_value(grads, limit):
    return [g * (np.abs(g) <= limit) for g in grads]
