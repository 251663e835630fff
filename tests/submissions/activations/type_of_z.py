"""expect: wrong, activations.type_of_z"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    z = np.asarray(z)
    result = np.full_like(z, 1)
    result[z <= 0] = slope
    return result
