"""expect: right; in logarithms"""

import numpy as np



def sigmoid_derivative(z):
    return np.exp(-np.logaddexp(0, z) - np.logaddexp(0, np.negative(z)))
