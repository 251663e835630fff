"""expect: wrong, initialisation.scale_everywhere"""
import numpy as np


def scaled_identity(n, scale=1.0):
    return scale * np.ones((n, n))
