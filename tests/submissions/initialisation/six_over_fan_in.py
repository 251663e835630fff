"""expect: wrong, initialisation.six_over_fan_in"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6.0 / fan_in)
    return rng.random((fan_out, fan_in)) * 2 * a - a
