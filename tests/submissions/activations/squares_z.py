"""expect: wrong, activations.squares_z"""

import numpy as np



def tanh_derivative(x):
    # d/dx tanh = 1 - x^2
    return 1 - np.square(x)
