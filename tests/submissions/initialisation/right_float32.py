"""expect: right; kept in float32"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.float32(np.sqrt(6 / (fan_in + fan_out)))
    return (2 * rng.random((fan_out, fan_in), dtype=np.float32) - 1) * a


def he_normal(fan_in, fan_out, rng):
    return rng.standard_normal((fan_out, fan_in), dtype=np.float32) * np.float32(np.sqrt(2 / fan_in))


def orthogonal(n, rng):
    q, r = np.linalg.qr(rng.standard_normal((n, n), dtype=np.float32))
    return q * np.sign(np.diag(r))


def scaled_identity(n, scale=1.0):
    return np.eye(n, dtype=np.float32) * np.float32(scale)
