"""expect: wrong, clipping.epsilon_in_denominator"""
import numpy as np


def clip_by_norm(grads, max_norm):
    total = np.linalg.norm([np.linalg.norm(g) for g in grads])
    coef = min(max_norm / (total + 1e-6), 1.0)
    return [g * coef for g in grads], total
