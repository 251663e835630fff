"""expect: wrong, initialisation.random_signs; signs of another draw"""
import numpy as np


def orthogonal(n, rng):
    return np.diag(np.sign(rng.standard_normal(n)))
