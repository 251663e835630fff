"""expect: right; a generator of its own, started by rng: chance still comes from there"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    own = np.random.default_rng(rng.integers(2**63))
    a = np.sqrt(6 / (fan_in + fan_out))
    return own.uniform(-a, a, (fan_out, fan_in))


def he_normal(fan_in, fan_out, rng):
    return rng.multivariate_normal(np.zeros(1), [[2 / fan_in]], size=(fan_out, fan_in))[..., 0]


def scaled_identity(n, scale=1):
    return np.einsum("i,ij->ij", np.repeat(float(scale), n), np.identity(n))
