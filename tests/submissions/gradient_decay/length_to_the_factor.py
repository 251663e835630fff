"""expect: wrong, gradient_decay.length_to_the_factor"""

import numpy as np



def gradient_decay(T, lam, tanh_derivative=0.5):
    return float(np.power(float(T), lam * tanh_derivative))
