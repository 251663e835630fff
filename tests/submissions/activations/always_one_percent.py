"""expect: wrong, activations.always_one_percent"""

import numpy as np



SLOPE = 0.01


def leaky_relu_derivative(z, slope=SLOPE):
    steps = np.asarray(z) > 0
    return steps + SLOPE * ~steps
