"""expect: right; heaviside with 0 at 0"""

import numpy as np



def relu_derivative(z):
    return np.heaviside(z, 0)
