"""expect: right; lambdas, bools times 1.0, a parameter more"""

"""All four, as short as they get."""
import numpy as np

tanh_derivative = lambda z: 1 - np.tanh(z) ** 2


def sigmoid_derivative(z):
    e = np.exp(-abs(z))
    return e / (1 + e) ** 2


def relu_derivative(z):
    return 1.0 * (z > 0)


def leaky_relu_derivative(z, slope=0.01, *, dtype=float):
    return np.where(z > 0, 1, slope).astype(dtype)
