"""expect: wrong, initialisation.one_row_for_all"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in + fan_out))
    row = rng.uniform(-a, a, size=fan_in)
    return np.tile(row, (fan_out, 1))
