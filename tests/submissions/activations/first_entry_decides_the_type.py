"""expect: wrong, activations.first_entry_decides_the_type"""

import numpy as np



def leaky_relu_derivative(z, slope=0.01):
    step = np.vectorize(lambda v: 1 if v > 0 else slope)
    return step(z)
