"""expect: wrong, activations.minus_from_the_chain"""

import numpy as np



def sigmoid_derivative(z):
    e = np.exp(-z)
    return -e / (1 + e) ** 2
