"""expect: wrong, activations.falls_below_zero"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    up = np.heaviside(z, 0)
    return up - slope * (1 - up)
