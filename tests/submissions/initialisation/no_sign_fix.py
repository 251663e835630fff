"""expect: wrong, initialisation.no_sign_fix"""
import numpy as np


def orthogonal(n, rng):
    q, _ = np.linalg.qr(rng.normal(size=(n, n)))
    return q
