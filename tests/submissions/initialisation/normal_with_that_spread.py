"""expect: wrong, initialisation.normal_with_that_spread"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    return rng.standard_normal((fan_out, fan_in)) * np.sqrt(2 / (fan_in + fan_out))
