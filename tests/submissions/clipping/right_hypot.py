"""expect: right; math.hypot, which never squares"""
import numpy as np


from math import hypot


def global_norm(grads):
    return hypot(*(v for g in grads for v in np.asarray(g).flat))


def clip_by_norm(grads, max_norm):
    norm = global_norm(grads)
    if not norm > max_norm:
        return grads, norm
    return [max_norm * (g / norm) for g in grads], norm
