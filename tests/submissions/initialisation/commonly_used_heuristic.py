"""expect: wrong, initialisation.commonly_used_heuristic"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    stdv = 1.0 / np.sqrt(fan_in)
    return np.array([rng.uniform(-stdv, stdv, fan_in) for _ in range(fan_out)])
