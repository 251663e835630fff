"""expect: wrong, activations.negates_the_callers_z"""

import numpy as np



def sigmoid_derivative(z):
    z *= -1
    small = np.exp(-np.abs(z))
    return small / (1 + small) ** 2
