"""expect: wrong, clipping.absolute_sum"""
import numpy as np


def global_norm(grads):
    return float(np.sum([np.abs(g).sum() for g in grads]))
