"""expect: wrong, activations.nan_far_down"""

import numpy as np



def sigmoid_derivative(z):
    e = np.exp(-1.0 * np.asarray(z))
    top = e
    bottom = (1.0 + e) * (1.0 + e)
    return top / bottom
