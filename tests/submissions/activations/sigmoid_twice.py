"""expect: wrong, activations.sigmoid_twice"""

import numpy as np



def nonlin(x, deriv=False):
    if deriv:
        s = nonlin(x)
        return s * (1 - s)
    return 1 / (1 + np.exp(-np.asarray(x)))


def sigmoid_derivative(z):
    a = nonlin(z)
    return nonlin(a, deriv=True)
