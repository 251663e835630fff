"""expect: wrong, activations.height_of_the_negative_branch"""

import numpy as np



def leaky_relu_derivative(x, alpha=0.01):
    return np.where(np.asarray(x) > 0, 1, np.multiply(alpha, x))
