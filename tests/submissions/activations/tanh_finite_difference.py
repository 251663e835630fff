"""expect: wrong, general.nudged; a finite difference with rounding of its own: near 3, its digits are no idea but noise"""

import numpy as np


def tanh_derivative(z):
    eps = 1e-6
    z = np.asarray(z)
    return (np.tanh(z + eps) - np.tanh(z - eps)) / (2 * eps)
