"""expect: right; float32"""

import numpy as np


def tanh_derivative(z):
    t = np.tanh(np.asarray(z, dtype=np.float32))
    return np.float32(1) - t * t
