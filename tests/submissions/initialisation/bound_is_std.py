"""expect: wrong, initialisation.bound_is_std"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    limit = np.sqrt(2.0 / (fan_in + fan_out))
    return rng.uniform(low=-limit, high=limit, size=(fan_out, fan_in))
