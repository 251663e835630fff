"""expect: wrong, activations.sides_swapped"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    return np.where(np.asarray(z) > 0, slope, 1)
