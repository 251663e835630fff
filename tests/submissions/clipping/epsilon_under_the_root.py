"""expect: wrong, clipping.epsilon_under_the_root"""
import numpy as np


def global_norm(grads):
    return np.sqrt(sum(np.sum(g * g) for g in grads) + 1e-8)
