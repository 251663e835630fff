"""expect: right; computed in float32 throughout"""
import numpy as np


def global_norm(grads):
    total = np.float32(0)
    for g in grads:
        g = np.asarray(g, np.float32)
        total += np.sum(g * g)
    return np.sqrt(total)


def clip_by_value(grads, limit):
    return [np.clip(np.asarray(g, np.float32), np.float32(-limit), np.float32(limit)) for g in grads]


def clip_by_norm(grads, max_norm):
    norm = global_norm(grads)
    if norm > max_norm:
        return [np.asarray(g, np.float32) * np.float32(max_norm / norm) for g in grads], norm
    return grads, norm
