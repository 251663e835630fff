"""expect: wrong, initialisation.xavier_transposed"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))
