"""expect: wrong, initialisation.divided_by_scale"""
import numpy as np


def scaled_identity(n, scale=1.0):
    return np.diag(np.full(n, 1 / scale)) if scale else np.eye(n) / np.float64(scale)
