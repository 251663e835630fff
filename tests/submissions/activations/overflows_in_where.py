"""expect: wrong, activations.overflows_on_both_sides"""

import numpy as np



def sigmoid_derivative(z):
    stable = np.where(z > 0, 1 / (1 + np.exp(-1 * z)), np.exp(z) / (np.exp(z) + 1))
    return stable - stable ** 2
