"""expect: wrong, gradient_decay.slope_left_out"""

import numpy as np



def gradient_decay(T, eig, phi=0.5):
    return np.prod(np.full(T, eig, dtype=float))
