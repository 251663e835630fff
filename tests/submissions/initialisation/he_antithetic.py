"""expect: wrong; every second row is the one above with its sign turned"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    half = rng.normal(0, np.sqrt(2 / fan_in), ((fan_out + 1) // 2, fan_in))
    return np.repeat(half, 2, axis=0)[:fan_out] * (-1.0) ** np.arange(fan_out)[:, None]
