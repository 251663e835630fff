"""expect: wrong, initialisation.fan_out_for_fan_in"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    W = rng.standard_normal((fan_out, fan_in))
    return W * np.sqrt(2 / W.shape[0])
