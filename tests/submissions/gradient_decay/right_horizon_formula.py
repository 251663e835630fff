"""expect: right; the formula, and a whole number that numpy calls a float"""

import numpy as np



def vanishing_horizon(factor, threshold=1e-6):
    if threshold > 1:
        return 0
    if factor >= 1:
        return None
    if factor == 0:
        return 1
    return np.floor(np.log(threshold) / np.log(factor)) + 1
