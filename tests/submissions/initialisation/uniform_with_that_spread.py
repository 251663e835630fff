"""expect: wrong, initialisation.uniform_with_that_spread; mirrored, so no number agrees"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    bound = np.sqrt(3) * np.sqrt(2 / fan_in)
    return bound * (1 - 2 * rng.random((fan_out, fan_in)))
