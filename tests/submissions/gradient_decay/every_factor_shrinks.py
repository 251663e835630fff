"""expect: wrong, gradient_decay.every_factor_shrinks"""

from math import floor, log


def vanishing_horizon(factor, threshold=1e-6):
    if threshold > 1:
        return 0
    if not factor:
        return 1
    return floor(log(threshold) / log(factor) + 1)
