"""expect: wrong, general.other_shape; the shape is lost, and the message says so"""

import numpy as np


def tanh_derivative(z):
    z = np.asarray(z)
    return np.array([1 - np.tanh(v) ** 2 for v in z.ravel()])
