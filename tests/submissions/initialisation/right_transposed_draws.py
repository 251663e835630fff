"""expect: right; drawn in another order and turned round"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-a, a, (fan_in, fan_out)).T


def he_normal(fan_in, fan_out, rng):
    return np.stack([rng.normal(0, np.sqrt(2 / fan_in), fan_out) for _ in range(fan_in)], axis=1)


def orthogonal(n, rng):
    return np.linalg.qr(rng.standard_normal((n, n)).T)[0] * rng.choice([-1.0, 1.0], n)
