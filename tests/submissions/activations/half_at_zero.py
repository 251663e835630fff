"""expect: wrong, activations.half_at_zero"""

import numpy as np



def relu_derivative(z):
    return np.heaviside(z, 0.5)
