"""expect: wrong, initialisation.variance_as_std"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    return rng.normal(loc=0, scale=2 / fan_in, size=(fan_out, fan_in))
