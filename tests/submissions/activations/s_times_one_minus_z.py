"""expect: wrong, activations.s_times_one_minus_z"""

import numpy as np



def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return 0.5 * (1 + np.tanh(z / 2))


def sigmoid_derivative(x):
    s = sigmoid(x)
    return s - s * x
