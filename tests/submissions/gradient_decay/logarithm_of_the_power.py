"""expect: wrong, gradient_decay.logarithm_of_the_power"""

import numpy as np



def gradient_decay(T, a, b=0.5):
    return np.float64(a * b) ** T


def log10_gradient_decay(T, a, b=0.5):
    with np.errstate(divide="warn"):
        return np.log10(gradient_decay(T, a, b))
