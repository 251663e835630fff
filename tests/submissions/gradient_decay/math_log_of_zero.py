"""expect: wrong, gradient_decay.math_log_of_zero"""

import math



def log10_gradient_decay(T, a, b=0.5):
    total = 0.0
    per_step = math.log10(a * b)
    for _ in range(T):
        total += per_step
    return total
