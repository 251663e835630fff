"""expect: right; numbers come back as arrays of shape ()"""
import numpy as np


def global_norm(grads):
    return np.array(np.sqrt(sum((np.vdot(g, g) for g in grads), np.float64(0))))


def clip_by_value(grads, limit):
    out = []
    for g in grads:
        h = np.array(g, copy=True)
        np.clip(h, -limit, limit, out=h)
        out.append(h)
    return out


def clip_by_norm(grads, max_norm):
    norm = global_norm(grads)
    if norm >= max_norm:
        return [np.asarray(g * (max_norm / norm)) for g in grads], norm
    return [g for g in grads], norm
