"""expect: wrong, activations.z_times_one_minus_z"""

import numpy as np



def sigmoid_derivative(output):
    return np.multiply(output, np.subtract(1, output))
