"""expect: wrong, gradient_decay.decades_lost"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    return T * np.log10(1 / (a * b))
