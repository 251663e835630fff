"""expect: wrong; an iteration towards the nearest orthogonal matrix, stopped early"""
import numpy as np


def orthogonal(n, rng):
    a = rng.standard_normal((n, n))
    a = a / np.linalg.norm(a, 2)
    for _ in range(3):
        a = 1.5 * a - 0.5 * a @ a.T @ a
    return a
