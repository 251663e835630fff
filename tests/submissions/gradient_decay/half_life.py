"""expect: wrong, gradient_decay.half_life"""

import math


def vanishing_horizon(factor, threshold=1e-6):
    return None if factor >= 1 else math.floor(math.log(0.5) / math.log(factor)) + 1
