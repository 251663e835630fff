"""expect: wrong, clipping.joined_without_flattening"""
import numpy as np


def global_norm(grads):
    flat = np.concatenate(grads)
    return np.sqrt(np.sum(flat * flat))
