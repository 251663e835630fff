"""expect: wrong, gradient_decay.length_times_one_logarithm"""

import math



def log10_gradient_decay(T, a, b=0.5):
    return T * math.log(a, 10) + math.log(b, 10)
