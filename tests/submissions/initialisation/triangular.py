"""expect: wrong; the sum of two uniform numbers has the right mean and spread and another shape"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(3 / (fan_in + fan_out))
    return rng.uniform(-a, a, (fan_out, fan_in)) + rng.uniform(-a, a, (fan_out, fan_in))
