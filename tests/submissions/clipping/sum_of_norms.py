"""expect: wrong, clipping.sum_of_norms"""
import numpy as np


def global_norm(grads):
    return float(sum(np.linalg.norm(g) for g in grads))
