"""expect: wrong, initialisation.normal_with_that_spread; drawn transposed: only the portrait is alike"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    std = np.sqrt(2 / (fan_in + fan_out))
    return rng.normal(scale=std, size=(fan_in, fan_out)).T
