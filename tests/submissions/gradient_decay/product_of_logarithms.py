"""expect: wrong, gradient_decay.product_of_logarithms"""

import math



def log10_gradient_decay(T, a, b=0.5):
    left, right = (math.log10(x) for x in (a, b))
    return T * left * right
