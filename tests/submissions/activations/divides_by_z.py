"""expect: wrong, activations.divides_by_z; a plain 0.0 would raise ZeroDivisionError, but zeros come in arrays here"""

import numpy as np



def relu_derivative(z):
    relu = (np.abs(z) + z) / 2
    return relu / z
