"""expect: wrong, bptt.moves_all_entries"""
import numpy as np


def numerical_gradient(f, w, eps=1e-5):
    slope = (f(w + eps) - f(w - eps)) / (2 * eps)
    return np.ones(w.shape) * slope
