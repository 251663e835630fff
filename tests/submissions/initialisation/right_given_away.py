"""expect: right; rotations of all planes, and a coin for the reflection"""
import numpy as np


def orthogonal(n, rng):
    Q = np.eye(n)
    for k in range(n - 1, 0, -1):
        x = rng.standard_normal(k + 1)
        e = np.zeros(k + 1)
        e[0] = np.linalg.norm(x)
        v = x - e
        if v @ v > 0:
            Q[:, n - 1 - k :] -= 2 * np.outer(Q[:, n - 1 - k :] @ v, v) / (v @ v)
    Q[:, -1] *= rng.choice([-1.0, 1.0])
    return Q
