"""expect: right; all powers at once, and the first that is below"""

import numpy as np



def vanishing_horizon(factor, threshold=1e-6):
    if factor >= 1:
        return None if threshold <= 1 else 0
    below = float(factor) ** np.arange(200_001) < threshold
    return np.argmax(below)
