"""expect: wrong, activations.math_exp_of_an_array"""

import math


def sigmoid_derivative(z):
    s = 1 / (1 + math.exp(-z))
    return s * (1 - s)
