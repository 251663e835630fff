"""expect: wrong, initialisation.root_of_two_only"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    std = np.sqrt(2) / fan_in
    return np.array([[std * rng.standard_normal() for _ in range(fan_in)] for _ in range(fan_out)])
