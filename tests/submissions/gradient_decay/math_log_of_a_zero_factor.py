"""expect: wrong, gradient_decay.math_log_of_a_zero_factor"""

from math import floor, log10


def vanishing_horizon(factor, threshold=1e-6):
    if threshold > 1:
        return 0
    if factor >= 1:
        return None
    return 1 + floor(log10(threshold) / log10(factor))
