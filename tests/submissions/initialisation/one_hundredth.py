"""expect: wrong, initialisation.one_hundredth"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    return 0.01 * rng.standard_normal((fan_out, fan_in))
