"""expect: wrong, initialisation.half_the_width"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in + fan_out))
    return (rng.random((fan_out, fan_in)) - 0.5) * a
