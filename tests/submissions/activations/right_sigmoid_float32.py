"""expect: right; float32"""

import numpy as np



def sigmoid_derivative(z):
    z = np.asarray(z, dtype="float32")
    half = np.tanh(z / 2)
    return (1 - half * half) / 4
