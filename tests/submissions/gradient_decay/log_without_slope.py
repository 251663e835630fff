"""expect: wrong, gradient_decay.log_without_slope"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    return np.log10(a) * T
