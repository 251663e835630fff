"""expect: wrong, activations.square_inside_tanh"""

import numpy as np



def tanh_derivative(z):
    z = np.array(z, dtype=float)
    squared = z * z
    return 1 - np.tanh(squared)
