"""expect: wrong, activations.flat_below_zero"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    return (np.asarray(z) > 0) * 1.0
