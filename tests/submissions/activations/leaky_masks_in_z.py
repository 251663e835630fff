"""expect: wrong, activations.leaky_masks_in_z"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    on = np.asarray(z) > 0
    z[on], z[np.logical_not(on)] = 1, slope
    return z
