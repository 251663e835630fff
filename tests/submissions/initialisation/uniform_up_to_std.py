"""expect: wrong, initialisation.uniform_up_to_std"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    std = np.sqrt(2 / fan_in)
    return rng.uniform(-std, std, (fan_out, fan_in))
