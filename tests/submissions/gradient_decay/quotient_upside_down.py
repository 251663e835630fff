"""expect: wrong, gradient_decay.quotient_upside_down"""

import numpy as np



def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1:
        return None
    return int(np.ceil(np.log(factor) / np.log(threshold)))
