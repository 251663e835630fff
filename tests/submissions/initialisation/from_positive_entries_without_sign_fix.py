"""expect: wrong, initialisation.from_positive_entries_without_sign_fix"""
import numpy as np


def orthogonal(n, rng):
    return np.linalg.qr(rng.uniform(0, 1, size=(n, n)))[0]
