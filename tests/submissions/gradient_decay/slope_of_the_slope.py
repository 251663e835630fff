"""expect: wrong, gradient_decay.slope_of_the_slope"""

import numpy as np



def gradient_decay(T, lam, h=0.5):
    slope = 1 - np.square(h)
    return (lam * slope) ** T
