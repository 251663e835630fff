"""expect: wrong, initialisation.xavier_from_elsewhere; a generator of its own, without a seed"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    own = np.random.default_rng()
    a = np.sqrt(6 / (fan_in + fan_out))
    return own.uniform(-a, a, (fan_out, fan_in))
