"""expect: wrong, initialisation.he_transposed"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    return rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
