"""expect: wrong, gradient_decay.always_one_half"""

import math



def gradient_decay(T, lam, tanh_derivative=0.5):
    return math.pow(lam / 2, T)
