"""expect: wrong, initialisation.normal_over_root_n"""
import numpy as np


def orthogonal(n, rng):
    return rng.normal(0, 1 / np.sqrt(n), (n, n))
