"""expect: right; where the forward value is not 0"""

import numpy as np



def relu_derivative(z):
    mask = np.zeros_like(z)
    return np.where(np.maximum(z, 0) != 0, mask + 1, mask)
