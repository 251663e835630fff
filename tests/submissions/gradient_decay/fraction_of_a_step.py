"""expect: wrong, gradient_decay.fraction_of_a_step"""

import math



def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1:
        return None
    return math.log(threshold, factor)
