"""expect: wrong, initialisation.no_root"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = 6 / (fan_in + fan_out)
    return rng.uniform(-a, a, size=(fan_out, fan_in))
