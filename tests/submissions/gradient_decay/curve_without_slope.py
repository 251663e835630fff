"""expect: wrong, gradient_decay.curve_without_slope"""

import numpy as np



def decay_curve(T, lam, phi=0.5):
    return np.power(float(lam), np.arange(0, T + 1))
