"""expect: wrong, activations.leaky_one_at_zero"""

import numpy as np



def leaky_relu_derivative(x, alpha=0.01):
    x = np.asarray(x, dtype=float)
    d = np.ones_like(x)
    d[x < 0] = alpha
    return d
