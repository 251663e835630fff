"""expect: wrong, general.kept_from_zero; 9.4e-14 where 4e-18 is right, and 30 is one number of many that people clip at: no idea is named"""

import numpy as np


def sigmoid_derivative(z):
    z = np.clip(z, -30, 30)  # avoid overflow
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)
