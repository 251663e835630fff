"""expect: wrong; a spread 5 % too large"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = 1.05 * np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-a, a, (fan_out, fan_in))
