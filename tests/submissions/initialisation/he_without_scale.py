"""expect: wrong, initialisation.he_without_scale"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    return rng.normal(size=(fan_out, fan_in))
