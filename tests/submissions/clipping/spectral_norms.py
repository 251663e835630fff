"""expect: wrong, clipping.spectral_norms"""
import numpy as np


def global_norm(grads):
    return sum(np.linalg.norm(g, ord=2) ** 2 for g in grads) ** 0.5
