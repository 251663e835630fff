"""expect: wrong, initialisation.no_sign_fix; the transposed draw: only the portrait is alike"""
import numpy as np


def orthogonal(n, rng):
    a = np.stack([rng.standard_normal(n) for _ in range(n)], axis=1)
    return np.linalg.qr(a).Q
