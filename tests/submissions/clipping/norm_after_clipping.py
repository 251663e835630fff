"""expect: wrong, clipping.norm_after_clipping"""
import numpy as np


def _norm(gs):
    return float(np.sqrt(sum(np.sum(g**2) for g in gs)))


def clip_by_norm(grads, max_norm):
    if _norm(grads) > max_norm:
        scale = max_norm / _norm(grads)
        grads = [g * scale for g in grads]
    return grads, _norm(grads)
