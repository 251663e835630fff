"""expect: wrong, initialisation.from_a_cube_without_sign_fix"""
import numpy as np


def orthogonal(n, rng):
    a = rng.random((n, n)) - 0.5
    return np.linalg.qr(a)[0]
