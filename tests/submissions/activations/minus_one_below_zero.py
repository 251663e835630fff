"""expect: wrong, activations.minus_one_below_zero"""

import numpy as np



def relu_derivative(z):
    return np.where(np.asarray(z) == 0, 0.0, np.where(np.asarray(z) > 0, 1.0, -1.0))
