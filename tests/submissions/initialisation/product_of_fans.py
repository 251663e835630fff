"""expect: wrong, initialisation.product_of_fans; drawn column by column"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in * fan_out))
    columns = [rng.uniform(-a, a, size=fan_out) for _ in range(fan_in)]
    return np.stack(columns, axis=1)
