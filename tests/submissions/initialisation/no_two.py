"""expect: wrong, initialisation.no_two"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    return rng.standard_normal((fan_out, fan_in)) / np.sqrt(fan_in)
