"""expect: wrong, gradient_decay.power_by_logarithm"""

from math import exp, log


def gradient_decay(T, a, b=0.5):
    return exp(T * (log(a) + log(b)))
