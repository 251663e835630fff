"""expect: right; clipped where float64 sees nothing any more"""

import numpy as np



def sigmoid_derivative(z):
    z = np.clip(z, -500, 500)
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)
