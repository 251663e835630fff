"""expect: wrong, gradient_decay.negative_steps"""

import numpy as np



def vanishing_horizon(factor, threshold=1e-6):
    if factor == 0:
        return 1
    if factor >= 1:
        return None
    return np.floor(np.log2(threshold) / np.log2(factor)) + 1
