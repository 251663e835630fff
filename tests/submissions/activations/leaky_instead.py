"""expect: wrong, activations.leaky_instead"""

import numpy as np



def relu_derivative(z):
    alpha = 0.01
    z = np.asarray(z)
    return 1.0 * (z > 0) + alpha * (z <= 0)
