"""expect: wrong; six digits are kept: columns are perpendicular to 1e-6 only"""
import numpy as np


def orthogonal(n, rng):
    q, r = np.linalg.qr(rng.standard_normal((n, n)))
    return np.round(q * np.sign(np.diag(r)), 5)
