"""expect: right; other ways to the same distributions"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = (6 / (fan_in + fan_out)) ** 0.5
    return a * (2 * rng.random((fan_out, fan_in)) - 1)


def he_normal(fan_in, fan_out, rng):
    return rng.standard_normal((fan_out, fan_in)) * (2 / fan_in) ** 0.5


def orthogonal(n, rng):
    q, r = np.linalg.qr(rng.normal(size=(n, n)))
    d = np.diag(r)
    return q @ np.diag(d / np.abs(d))


def scaled_identity(n, scale=1.0):
    return np.diag(np.full(n, scale))
