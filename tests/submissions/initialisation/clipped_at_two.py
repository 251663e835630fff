"""expect: wrong, initialisation.clipped_at_two"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    z = rng.standard_normal((fan_out, fan_in))
    return np.minimum(np.maximum(z, -2), 2) * np.sqrt(2 / fan_in)
