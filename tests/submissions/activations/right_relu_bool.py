"""expect: right; truth values are exact (catalogue A10)"""

import numpy as np



def relu_derivative(z):
    return np.greater(z, 0)
