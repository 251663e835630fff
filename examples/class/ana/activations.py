"""Slopes of the usual activations. All take the pre-activation z."""

import numpy as np


def tanh_derivative(z):
    return 1 - np.tanh(z) ** 2


def sigmoid_derivative(z):
    # exp(-|z|) never overflows, and the derivative is symmetric in z
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


def relu_derivative(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


def leaky_relu_derivative(z, slope=0.01):
    return np.where(np.asarray(z) > 0, 1.0, slope)
