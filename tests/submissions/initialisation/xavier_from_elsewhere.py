"""expect: wrong, initialisation.xavier_from_elsewhere"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in + fan_out))
    return np.random.uniform(-a, a, (fan_out, fan_in))
