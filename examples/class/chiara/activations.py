import numpy as np


def tanh_derivative(z):
    t = np.tanh(z)
    return 1.0 - t * t


def sigmoid(z):
    # tanh is safe for big numbers, sigmoid(z) = (1 + tanh(z/2)) / 2
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def sigmoid_derivative(z):
    z = np.abs(z)  # the slope is the same on both sides, and sigmoid(-|z|) keeps its digits
    small = np.exp(-z) / (1.0 + np.exp(-z))
    return small * sigmoid(z)


def relu_derivative(z):
    return np.heaviside(z, 0.0)


def leaky_relu_derivative(z, slope=0.01):
    step = np.heaviside(z, 0.0)
    return step + slope * (1.0 - step)
