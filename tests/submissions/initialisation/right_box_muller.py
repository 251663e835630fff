"""expect: right; normal numbers from uniform ones, uniform ones from integers"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in + fan_out))
    whole = rng.integers(0, 2**40, size=(fan_out, fan_in))
    return a * ((whole + 0.5) / 2**39 - 1)


def he_normal(fan_in, fan_out, rng):
    r = np.sqrt(-2 * np.log(1 - rng.random((fan_out, fan_in))))
    return np.sqrt(2 / fan_in) * r * np.cos(2 * np.pi * rng.random((fan_out, fan_in)))


def scaled_identity(n, scale=1.0):
    W = np.zeros((n, n))
    np.fill_diagonal(W, scale)
    return W
