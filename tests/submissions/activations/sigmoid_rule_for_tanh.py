"""expect: wrong, activations.sigmoid_rule_for_tanh"""

import numpy as np



def tanh_derivative(z):
    out = np.tanh(z)
    return out - out * out
