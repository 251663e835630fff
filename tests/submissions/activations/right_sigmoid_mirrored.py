"""expect: right; s(z) s(-z)"""

import numpy as np



def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return 0.5 * (1 + np.tanh(z / 2))


def sigmoid_derivative(z):
    return sigmoid(z) * sigmoid(-np.asarray(z))
