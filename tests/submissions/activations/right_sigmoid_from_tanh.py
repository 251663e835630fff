"""expect: right; a sigmoid made of tanh loses its digits on the negative side"""

import numpy as np



def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return 0.5 * (1 + np.tanh(z / 2))


def sigmoid_derivative(z):
    return sigmoid(z) * (1 - sigmoid(z))
