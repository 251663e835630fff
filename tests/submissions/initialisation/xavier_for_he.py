"""expect: wrong, initialisation.xavier_for_he; drawn in another order"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    return (rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / (fan_in + fan_out))).T
