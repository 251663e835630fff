"""expect: wrong, gradient_decay.logarithm_to_base_2"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    return sum(np.log2(a * b) for _ in range(T))
