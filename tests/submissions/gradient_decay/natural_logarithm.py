"""expect: wrong, gradient_decay.natural_logarithm"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    return T * (np.log(a) + np.log(b))
