"""expect: wrong, activations.overflows_on_both_sides"""

import numpy as np



def sigmoid_derivative(z):
    # sech(z/2)^2 / 4
    return 0.25 / np.cosh(np.asarray(z) / 2.0) ** 2
