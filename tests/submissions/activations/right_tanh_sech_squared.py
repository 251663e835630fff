"""expect: right; cosh overflows far out, 1 / inf is 0 and warnings do not matter here"""

import numpy as np


def tanh_derivative(z):
    return (1 / np.cosh(z)) ** 2
