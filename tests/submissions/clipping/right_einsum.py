"""expect: right; einsum over all axes, a tuple for a list"""
import numpy as np


def global_norm(grads):
    return sum(np.einsum("...,...->", g, g) if g.ndim == 0 else np.einsum("i,i->", g.ravel(), g.ravel()) for g in grads) ** 0.5


def clip_by_value(grads, limit):
    return tuple(np.sign(g) * np.minimum(np.abs(g), limit) for g in grads)


def clip_by_norm(grads, max_norm):
    norm = global_norm(grads)
    clip = norm > max_norm
    return tuple(g * max_norm / norm if clip else g.copy() for g in grads), norm
