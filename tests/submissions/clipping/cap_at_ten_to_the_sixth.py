"""expect: wrong; a norm is reported as 1e6 at most: seen at 1e120 only"""
import numpy as np


def global_norm(grads):
    return min(1e6, float(np.sqrt(sum(np.sum(g**2) for g in grads))))
