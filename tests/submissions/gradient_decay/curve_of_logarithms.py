"""expect: wrong, gradient_decay.curve_of_logarithms"""

from math import log10


def decay_curve(T, a, b=0.5):
    return [k * log10(a * b) for k in range(T + 1)]
