"""expect: wrong, clipping.mean_of_norms"""
import numpy as np


def global_norm(grads):
    norms = [np.linalg.norm(g.ravel()) for g in grads]
    return np.mean(norms) if norms else 0.0
