"""expect: right; max_norm / 0 is inf in numpy, with a warning, and min() puts it right"""
import numpy as np


def clip_by_norm(grads, max_norm):
    norm = np.sqrt(np.sum([np.sum(g**2) for g in grads]))
    scale = min(1.0, np.float64(max_norm) / norm)
    return [g * scale for g in grads], norm
