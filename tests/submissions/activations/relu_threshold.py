"""expect: wrong; a threshold instead of 0, any small number would do, so no idea is named"""

import numpy as np



def relu_derivative(z):
    return np.where(np.asarray(z) > 1e-12, 1.0, 0.0)
