"""expect: wrong, gradient_decay.nan_without_steps"""

import numpy as np



def log10_gradient_decay(T, a, b=0.5):
    return T * (np.log10(a) + np.log10(b))
