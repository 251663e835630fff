"""expect: right; slope plus what is missing to 1"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    up = np.asarray(z) > 0
    return slope + (1 - slope) * up
