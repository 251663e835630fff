"""expect: wrong, initialisation.xavier_from_elsewhere; the standard library has a generator, too"""
import random


def xavier_uniform(fan_in, fan_out, rng):
    a = (6 / (fan_in + fan_out)) ** 0.5
    return [[random.uniform(-a, a) for _ in range(fan_in)] for _ in range(fan_out)]
