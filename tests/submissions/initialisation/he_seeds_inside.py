"""expect: wrong, initialisation.he_seeds_inside; with a seed of its own choice"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    rng = np.random.default_rng(2015)
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_out, fan_in))
