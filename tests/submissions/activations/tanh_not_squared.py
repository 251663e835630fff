"""expect: wrong, activations.tanh_not_squared"""

from numpy import tanh


def tanh_derivative(z):
    t = tanh(z)
    return 1 - t
