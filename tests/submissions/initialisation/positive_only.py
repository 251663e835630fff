"""expect: wrong, initialisation.positive_only"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(0, a, (fan_out, fan_in))
