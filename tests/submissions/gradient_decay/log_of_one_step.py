"""expect: wrong, gradient_decay.log_of_one_step"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    return np.log10(a) + np.log10(b)
