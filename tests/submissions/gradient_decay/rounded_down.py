"""expect: wrong, gradient_decay.rounded_down"""

import numpy as np



def vanishing_horizon(factor, threshold=1e-6):
    return int(np.log10(threshold) / np.log10(factor))
