"""expect: wrong, activations.relu_itself"""

import numpy as np



def relu_derivative(z):
    return z * (np.asarray(z) > 0)
