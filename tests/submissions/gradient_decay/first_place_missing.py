"""expect: wrong, gradient_decay.first_place_missing"""

import numpy as np



def decay_curve(T, a, b=0.5):
    return np.cumprod(np.full(T, a * b))
