"""expect: wrong, initialisation.over_root_n"""
import numpy as np


def scaled_identity(n, scale=1.0):
    return np.eye(n) * (scale / n**0.5)
