"""expect: wrong, initialisation.xavier_without_scale"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    return 2 * rng.random((fan_out, fan_in)) - 1
