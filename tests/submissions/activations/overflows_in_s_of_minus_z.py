"""expect: wrong, activations.overflows_on_both_sides; no cancellation, and each factor overflows on its own side"""

import numpy as np



def s(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_derivative(z):
    return s(z) * s(-z)
