"""expect: right; all 2 T factors at once, 0-d array or number"""

import numpy as np



def gradient_decay(T, a, b=0.5):
    return np.prod(np.full((T, 2), [a, b]))
