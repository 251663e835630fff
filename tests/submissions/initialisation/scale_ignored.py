"""expect: wrong, initialisation.scale_ignored"""
import numpy as np


def scaled_identity(n, scale=1.0):
    return np.identity(n)
