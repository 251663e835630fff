"""expect: right; loops, lists and the math module"""

import math


def _one(x):
    if x >= 0:
        e = math.exp(-x)
    else:
        e = math.exp(x)
    return e / (1 + e) ** 2


def sigmoid_derivative(z):
    try:
        return [sigmoid_derivative(row) for row in z]
    except TypeError:
        return _one(float(z))
