"""expect: wrong, initialisation.he_from_elsewhere"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    return np.random.randn(fan_out, fan_in) * np.sqrt(2 / fan_in)
