"""expect: wrong, activations.tanh_twice"""

import numpy as np



def tanh(x):
    return np.tanh(x)


def d_tanh(x):
    return 1.0 - tanh(x) ** 2


def tanh_derivative(z):
    h = tanh(z)
    return d_tanh(h)
