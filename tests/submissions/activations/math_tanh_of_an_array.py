"""expect: wrong, activations.math_tanh_of_an_array"""

import math


def tanh_derivative(z):
    value = math.tanh(z)
    return 1 - value * value
