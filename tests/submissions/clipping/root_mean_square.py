"""expect: wrong, clipping.root_mean_square"""
import numpy as np


def global_norm(grads):
    if not grads:
        return 0.0
    everything = np.concatenate([g.ravel() for g in grads])
    return np.sqrt(np.mean(everything**2))
