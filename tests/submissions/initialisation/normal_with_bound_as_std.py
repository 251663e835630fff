"""expect: wrong, initialisation.normal_with_bound_as_std"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in + fan_out))
    return a * rng.standard_normal((fan_out, fan_in))
