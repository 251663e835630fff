"""expect: wrong, activations.tanh_from_exp_two_z"""

import numpy as np



def tanh_derivative(z):
    """4 e^2z / (e^2z + 1)^2"""
    q = np.exp(np.multiply(2, z))
    return 4 * (q / (q + 1)) * (1 / (q + 1))
