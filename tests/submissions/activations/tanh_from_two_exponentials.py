"""expect: wrong, activations.tanh_from_two_exponentials"""

import numpy as np



def tanh(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def tanh_derivative(z):
    return 1 - np.power(tanh(z), 2)
