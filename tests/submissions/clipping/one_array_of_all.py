"""expect: wrong, clipping.one_array_of_all"""
import numpy as np


def global_norm(grads):
    g = np.array(grads)
    return np.sqrt((g**2).sum())
