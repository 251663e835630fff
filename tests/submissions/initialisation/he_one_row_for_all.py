"""expect: wrong, initialisation.he_one_row_for_all"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    w = rng.standard_normal(fan_in) * np.sqrt(2 / fan_in)
    return np.vstack([w] * fan_out)
