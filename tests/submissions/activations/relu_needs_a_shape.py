"""expect: wrong; a number has no shape, and the message says so"""

import numpy as np



def relu_derivative(z):
    out = np.zeros(z.shape)
    out[z > 0] = 1
    return out
