"""expect: right; float32"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    out = np.full(np.shape(z), slope, dtype=np.float32)
    out[np.asarray(z) > 0] = 1
    return out
