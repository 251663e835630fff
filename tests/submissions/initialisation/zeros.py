"""expect: wrong; symmetric starts teach nothing; no idea is listed"""
import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    return np.zeros((fan_out, fan_in))
