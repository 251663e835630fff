"""expect: wrong, initialisation.fan_in_only; drawn in another order"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(3 / fan_in)
    return a * (2 * rng.random((fan_in, fan_out)).T - 1)
