"""expect: right; (1 - t)(1 + t) rounds otherwise than 1 - t**2"""

import numpy as np


def tanh_derivative(z):
    t = np.tanh(z)
    return (1 - t) * (1 + t)
