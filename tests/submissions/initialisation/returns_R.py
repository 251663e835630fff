"""expect: wrong, initialisation.returns_R"""
import numpy as np


def orthogonal(n, rng):
    r, q = np.linalg.qr(rng.standard_normal((n, n)))
    return q
