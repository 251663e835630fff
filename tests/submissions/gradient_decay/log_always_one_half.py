"""expect: wrong, gradient_decay.log_always_one_half"""

import math



def log10_gradient_decay(T, a, b=0.5):
    return T * (math.log10(a) - math.log10(2))
