from numpy import abs, array, exp, tanh, where


def tanh_derivative(z):
    return 1 - tanh(z) ** 2


def sigmoid_derivative(z):
    e = exp(-abs(z))
    return e / (1 + e) ** 2


def relu_derivative(z):
    return where(array(z) > 0, 1.0, 0.0)


def leaky_relu_derivative(z, slope=0.01):
    return where(array(z) > 0, 1.0, slope)
