"""expect: wrong, initialisation.rotations_only; another column is turned"""
import numpy as np


def orthogonal(n, rng):
    q, r = np.linalg.qr(rng.standard_normal((n, n)))
    q = q @ np.diag(np.sign(np.diag(r)))
    if np.linalg.det(q) < 0:
        q[:, -1] = -q[:, -1]
    return q
