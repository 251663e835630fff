"""expect: wrong, activations.nan_far_up"""

import numpy as np



def sigmoid_derivative(z):
    return np.exp(z) / np.square(1 + np.exp(z))
