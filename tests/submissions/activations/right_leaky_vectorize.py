"""expect: right; vectorize that is told its type"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    return np.vectorize(lambda v: 1.0 if v > 0 else float(slope), otypes=[float])(z)
