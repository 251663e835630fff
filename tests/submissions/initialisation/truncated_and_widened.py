"""expect: wrong, initialisation.truncated_and_widened"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    std = np.sqrt(2 / fan_in) / 0.87962566103423978
    W = rng.normal(0, std, (fan_out, fan_in))
    bad = np.abs(W) > 2 * std
    while np.any(bad):
        W[bad] = rng.normal(0, std, bad.sum())
        bad = np.abs(W) > 2 * std
    return W
