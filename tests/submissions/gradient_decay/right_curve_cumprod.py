"""expect: right; a 1 in front of the factors, and their running product"""

import numpy as np



def decay_curve(T, a, b=0.5):
    factors = np.concatenate([[1.0], np.full(T, a * b)])
    return factors.cumprod()
