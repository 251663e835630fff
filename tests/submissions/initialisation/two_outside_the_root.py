"""expect: wrong, initialisation.two_outside_the_root"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    return rng.standard_normal(size=(fan_out, fan_in)) * 2 / np.sqrt(fan_in)
