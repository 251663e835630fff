"""expect: wrong, initialisation.truncated; drawn in another order"""
import numpy as np


def he_normal(fan_in, fan_out, rng):
    std = np.sqrt(2 / fan_in)
    out = []
    while len(out) < fan_in * fan_out:
        z = rng.standard_normal(1000)
        out.extend(z[np.abs(z) <= 2])
    return std * np.array(out[: fan_in * fan_out]).reshape(fan_out, fan_in)
