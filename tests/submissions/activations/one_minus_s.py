"""expect: wrong, activations.one_minus_s"""

import numpy as np



def sigmoid_derivative(z):
    e = np.exp(-z)
    return e / (1 + e)
