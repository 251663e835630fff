"""expect: wrong, initialisation.one_reflection"""
import numpy as np


def orthogonal(n, rng):
    u = rng.normal(size=n)
    u = u / np.linalg.norm(u)
    return np.identity(n) - 2 * u[:, None] * u[None, :]
