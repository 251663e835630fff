"""expect: wrong, activations.second_mask_sees_the_first"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    grad = np.array(z, copy=True, dtype=float)
    negative = grad <= 0
    grad[negative] = slope
    positive = grad > 0
    grad[positive] = 1
    return grad
