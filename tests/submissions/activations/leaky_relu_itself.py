"""expect: wrong, activations.leaky_relu_itself"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    return np.maximum(z, np.multiply(slope, z))
