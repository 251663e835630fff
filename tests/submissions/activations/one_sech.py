"""expect: wrong, activations.one_sech"""

import numpy as np



def sech(v):
    return 2 / (np.exp(v) + np.exp(-v))


def tanh_derivative(z):
    return sech(np.asarray(z))
