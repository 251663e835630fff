"""expect: wrong, activations.one_at_zero"""

import numpy as np



def relu_derivative(z):
    z = np.asarray(z)
    grad = np.ones(z.shape)
    grad[z < 0] = 0
    return grad
