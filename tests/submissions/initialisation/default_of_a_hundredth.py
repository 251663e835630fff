"""expect: wrong, initialisation.default_of_a_hundredth"""
import numpy as np


def scaled_identity(n, scale=0.01):
    return np.eye(n) * scale
