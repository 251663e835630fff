import numpy as np


def tanh_derivative(z):
    return 1 - z**2


def sigmoid_derivative(z):
    s = 0.5 * (np.tanh(z / 2) + 1)
    return s * (1 - s)


def relu_derivative(z):
    return np.where(z >= np.float64(0), 1.0, 0.0)


def leaky_relu_derivative(z, slope=0.01):
    return np.where(z > np.float64(0), 1.0, slope)
