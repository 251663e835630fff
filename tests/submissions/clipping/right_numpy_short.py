"""expect: right; comprehensions and np.linalg.norm"""
import numpy as np


def global_norm(grads):
    return np.linalg.norm([np.linalg.norm(np.ravel(g)) for g in grads])


def clip_by_value(grads, limit):
    return [np.maximum(-limit, np.minimum(limit, g)) for g in grads]


def clip_by_norm(grads, max_norm):
    norm = global_norm(grads)
    scale = max_norm / max(norm, max_norm)
    return [scale * g for g in grads], norm
