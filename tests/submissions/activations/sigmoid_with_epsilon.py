"""expect: wrong, general.kept_from_zero; never below 1e-9, and everybody has another epsilon"""

import numpy as np


def sigmoid_derivative(z):
    s = 0.5 * (1 + np.tanh(np.asarray(z) / 2))
    return np.maximum(s * (1 - s), 1e-9)
