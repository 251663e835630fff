import numpy as np


def tanh_derivative(z):
    return 1 / np.cosh(np.clip(z, -300, 300)) ** 2


def sigmoid_derivative(z):
    z = np.asarray(z, dtype=float)
    p = np.exp(-np.abs(z))
    return p / (1 + p) / (1 + p)


def relu_derivative(z):
    return 1.0 * (np.asarray(z) > 0)


def leaky_relu_derivative(z, slope=0.01):
    z = np.asarray(z)
    return (z > 0) * 1.0 + (z <= 0) * slope
