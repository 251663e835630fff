"""expect: wrong, activations.tanh_rule_for_sigmoid"""

import numpy as np



def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return 0.5 * (1 + np.tanh(z / 2))


def sigmoid_derivative(z):
    a = sigmoid(z)
    return (1 - a) * (1 + a)
