"""expect: right; one long vector and back again"""
import numpy as np


def global_norm(grads):
    flat = _flat(grads)
    return np.sqrt(flat @ flat)


def _flat(grads):
    return np.concatenate([np.zeros(0), *(g.ravel() for g in grads)])


def _back(flat, grads):
    cuts = np.cumsum([g.size for g in grads])
    return [part.reshape(g.shape) for part, g in zip(np.split(flat, cuts), grads)]


def clip_by_value(grads, limit):
    flat = _flat(grads)
    flat[flat > limit] = limit
    flat[flat < -limit] = -limit
    return _back(flat, grads)


def clip_by_norm(grads, max_norm):
    norm = global_norm(grads)
    flat = _flat(grads)
    if norm > max_norm:
        flat *= max_norm / norm
    return _back(flat, grads), norm
