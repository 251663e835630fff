"""expect: wrong, gradient_decay.zero_comes_first"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    if a == 0 or b == 0:
        return float("-inf")
    return T * np.log10([a, b]).sum()
