"""expect: wrong, clipping.empty_list_raises"""
import numpy as np


def global_norm(grads):
    v = np.concatenate([g.flatten() for g in grads])
    return float(np.sqrt(v @ v))
