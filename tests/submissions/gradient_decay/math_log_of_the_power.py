"""expect: wrong, gradient_decay.math_log_of_the_power"""

import math



def log10_gradient_decay(T, a, b=0.5):
    g = 1.0
    for _ in range(T):
        g *= a * b
    return math.log10(g)
