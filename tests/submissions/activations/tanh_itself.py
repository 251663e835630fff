"""expect: wrong, activations.tanh_itself"""

import numpy as np



def tanh_derivative(z):
    e = np.exp(-2 * np.abs(z))
    return np.sign(z) * (1 - e) / (1 + e)
