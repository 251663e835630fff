"""expect: wrong, initialisation.root_of_six_only"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6) / (fan_in + fan_out)
    return rng.uniform(-a, a, size=fan_in * fan_out).reshape(fan_out, fan_in)
