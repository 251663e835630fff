"""expect: wrong, initialisation.other_diagonal"""
import numpy as np


def scaled_identity(n, scale=1.0):
    return np.fliplr(np.eye(n)) * scale
