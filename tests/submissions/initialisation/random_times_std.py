"""expect: wrong, initialisation.random_times_std"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    return rng.uniform(size=(fan_out, fan_in)) * np.sqrt(2 / fan_in)
