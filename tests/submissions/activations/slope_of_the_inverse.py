"""expect: wrong, activations.slope_of_the_inverse"""

import numpy as np



def tanh_derivative(z):
    y = np.tanh(z)
    return (1 - y * y) ** -1
