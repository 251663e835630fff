"""expect: right; a product of reflections, as Stewart does it"""
import numpy as np


def orthogonal(n, rng):
    Q = np.eye(n)
    signs = np.ones(n)
    for k in range(n - 1):
        x = rng.standard_normal(n - k)
        signs[k] = 1.0 if x[0] >= 0 else -1.0
        v = x.copy()
        v[0] += signs[k] * np.linalg.norm(x)
        Q[:, k:] -= 2 * np.outer(Q[:, k:] @ v, v) / (v @ v)
    signs[-1] = rng.choice([-1.0, 1.0])
    return -signs[None, :] * Q
