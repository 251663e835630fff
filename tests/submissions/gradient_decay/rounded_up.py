"""expect: wrong, gradient_decay.threshold_reached_is_enough; rounding up is <= in disguise"""

import math


def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1:
        return None if threshold <= 1 else 0
    if factor == 0:
        return 0 if threshold > 1 else 1
    return max(0, math.ceil(math.log(threshold) / math.log(factor)))
