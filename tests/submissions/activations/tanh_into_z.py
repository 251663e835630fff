"""expect: wrong, activations.tanh_into_z"""

import numpy as np



def tanh_derivative(z):
    h = np.tanh(z, out=z)
    return 1 - np.square(h)
